#!/usr/bin/env python3
"""Writes onnx_graphs.hpp: networks with branches, of both ways, that begin with states of their own,
and pads and transposed convolutions, as PyTorch exports them to ONNX, byte by byte, and what they make of an input.

python3 onnx_graphs.py > onnx_graphs.hpp      (Debian: python3-torch)
"""
import io
import sys

import torch
from torch import nn

torch.manual_seed(6)


def lines(head, words, joint, tail):
    """Words joined to lines of at most 110 columns."""
    print(head)
    line = "   "
    for i, word in enumerate(words):
        word += joint if i + 1 < len(words) else tail
        if len(line) + 1 + len(word) > 110:
            print(line)
            line = "   "
        line += " " + word
    print(line + "\n")


def numbers(name, tensor):
    lines(f"inline const std::vector<double> {name}{{", [repr(v) for v in tensor.flatten().tolist()], ",", "};")


def exported(model, x):
    out = io.BytesIO()
    torch.onnx.export(model, x, out, opset_version=13, keep_initializers_as_inputs=False)
    return out.getvalue()


def show(name, content):
    text = content.hex()
    words = ['"' + text[i : i + 100] + '"' for i in range(0, len(text), 100)]
    lines(f"inline const std::string {name} = from_hex(", words, "", ");")


def present(name, model, x, to_ours=lambda x: x, from_theirs=lambda y: y):
    model.eval()
    show(name, exported(model, x))
    with torch.no_grad():
        y = model.double()(x.double() if x.is_floating_point() else x)
    numbers(name + "_x", to_ours(x[0]))
    numbers(name + "_y", from_theirs(y[0]))


class Begun(nn.Module):
    """Without biases, from states that were learned."""

    def __init__(self, cell):
        super().__init__()
        self.cell = cell(2, 2, bias=False, batch_first=True)
        self.last = nn.Linear(2, 1, bias=False)
        self.h0 = nn.Parameter(torch.rand(1, 1, 2))
        self.c0 = nn.Parameter(torch.rand(1, 1, 2))

    def forward(self, x):
        h0, c0 = self.h0 * 1, self.c0 * 1
        return self.last(self.cell(x, (h0, c0) if isinstance(self.cell, nn.LSTM) else h0)[0])


class Blocks(nn.Module):
    """A convolution beside its input, two joined, three branches of one value, and x sigmoid(x)."""

    def __init__(self):
        super().__init__()
        self.same, self.one, self.two = nn.Conv2d(2, 2, 3, padding=1), nn.Conv2d(2, 1, 1), nn.Conv2d(2, 2, 1, bias=False)
        self.mix, self.last = nn.Conv2d(5, 2, (1, 2)), nn.Linear(12, 2)

    def forward(self, x):
        x = torch.relu(x + self.same(x))
        x = torch.cat([x, self.one(x), torch.tanh(self.two(x))], 1)
        return self.last(torch.flatten(nn.functional.silu(self.mix(x)), 1))


class Gated(nn.Module):
    """A sum of two branches times a third."""

    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(3, 4), nn.Linear(3, 4), nn.Linear(3, 4)
        self.slopes = nn.PReLU(4)

    def forward(self, x):
        a, b, c = torch.sigmoid(self.a(x)), self.slopes(self.b(x)), nn.functional.hardswish(self.c(x))
        return nn.functional.leaky_relu((a + b) * c, 0.25)


class BothWays(nn.Module):
    def __init__(self, cell, **options):
        super().__init__()
        self.cell = cell(2, 2, batch_first=True, bidirectional=True, **options)
        self.last = nn.Linear(4, 1)

    def forward(self, x):
        return self.last(self.cell(x)[0])


class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.table, self.cell, self.last = nn.Embedding(5, 2), nn.GRU(2, 2, batch_first=True), nn.Linear(2, 1)

    def forward(self, x):
        return self.last(self.cell(self.table(x))[0][:, -1])


sys.stdout.reconfigure(encoding="utf-8")
print("#pragma once\n")
print(f"// Written by onnx_graphs.py with PyTorch {torch.__version__}.\n")
print("#include <string>\n#include <string_view>\n#include <vector>\n")
print("// clang-format off\nnamespace golden {\n")
print("inline std::string from_hex(std::string_view text) {")
print("    const auto digit = [](char sign) { return sign <= '9' ? sign - '0' : sign - 'a' + 10; };")
print("    std::string bytes;")
print("    for (std::size_t i = 0; i + 1 < text.size(); i += 2)")
print("        bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));")
print("    return bytes;\n}\n")
present("begun", Begun(nn.LSTM), torch.rand(1, 3, 2) - 0.5)
present("begun_gru", Begun(nn.GRU), torch.rand(1, 3, 2) - 0.5)

last = lambda x: x.movedim(0, -1)
present("bordered",
        nn.Sequential(nn.ReflectionPad2d((2, 1, 0, 1)), nn.Conv2d(1, 2, 2), nn.GELU(), nn.ReplicationPad2d((1, 0, 2, 0)),
                      nn.AvgPool2d(2, padding=1)), torch.rand(1, 1, 3, 3) - 0.5, last, last)
present("painted",
        nn.Sequential(nn.ConvTranspose2d(2, 4, (2, 3), stride=(1, 2), padding=(1, 0), output_padding=(0, 1), groups=2),
                      nn.Tanh(), nn.Conv2d(4, 1, 1)), torch.rand(1, 2, 3, 2) - 0.5, last, last)
present("lengthened", nn.Sequential(nn.ConvTranspose1d(2, 3, 3, 2, padding=1, bias=False), nn.ReLU()),
        torch.rand(1, 2, 4) - 0.5, last, last)
present("blocks", Blocks(), torch.rand(1, 2, 3, 3) - 0.5, last)
present("gated", Gated(), torch.rand(1, 3) * 4 - 2)
present("both_ways", BothWays(nn.GRU, num_layers=2), torch.rand(1, 3, 2) - 0.5)
present("bent", nn.Sequential(nn.Linear(1, 2), nn.Softsign(), nn.Mish(), nn.ReLU6(), nn.Hardtanh(), nn.Hardsigmoid()),
        torch.rand(1, 1) * 4)
present("words", Words(), torch.tensor([[4, 0, 3]]))


def reset_before(cell, x):
    """What the weights of an nn.GRU give where it resets before its product, which PyTorch has not: ONNX's formula."""
    kernel, recurrent = cell.weight_ih_l0.chunk(3), cell.weight_hh_l0.chunk(3)
    bias = (cell.bias_ih_l0 + cell.bias_hh_l0).chunk(3)
    h, all_of_h = torch.zeros(1, cell.hidden_size).double(), []
    for now in x.double().unbind(1):
        r, z = (torch.sigmoid(now @ kernel[i].T + h @ recurrent[i].T + bias[i]) for i in range(2))
        h = z * h + (1 - z) * torch.tanh(now @ kernel[2].T + (r * h) @ recurrent[2].T + bias[2])
        all_of_h.append(h)
    return torch.stack(all_of_h, 1)


class Steps(nn.Module):
    def __init__(self, cell):
        super().__init__()
        self.cell = cell

    def forward(self, x):
        return self.cell(x)[0]


cell, x = nn.GRU(2, 3, batch_first=True), torch.rand(1, 4, 2) - 0.5
told = b"linear_before_reset\x18"
content = exported(Steps(cell), x)
assert content.count(told + b"\1") == 1
show("reset_before", content.replace(told + b"\1", told + b"\0"))
numbers("reset_before_x", x[0])
with torch.no_grad():
    numbers("reset_before_y", reset_before(cell.double(), x))
print("}  // namespace golden")
