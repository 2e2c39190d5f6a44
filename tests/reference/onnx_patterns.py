#!/usr/bin/env python3
"""Writes onnx_patterns.hpp: what PyTorch's exporter makes several nodes of, and what it computes.

python3 onnx_patterns.py > onnx_patterns.hpp      (Debian: python3-torch)
"""
import io
import sys
import warnings

import torch
from torch import nn
from torch.nn import functional

warnings.filterwarnings("ignore")
torch.manual_seed(8)


class Of(nn.Module):
    """What a function makes of its input and these modules."""

    def __init__(self, compute, *modules):
        super().__init__()
        self.compute, self.parts = compute, nn.ModuleList(modules)

    def forward(self, x):
        return self.compute(x, *self.parts)


def gelu_by_tanh(x):
    return 0.5 * x * (1 + torch.tanh(0.7978845608028654 * (x + 0.044715 * torch.pow(x, 3.0))))


def rms_norm(x, scale):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * scale


def flat(*images):
    return torch.cat([torch.flatten(image, 1) for image in images], 1)


def excited(x, down, up):
    return x * torch.sigmoid(up(torch.relu(down(x.mean([2, 3], keepdim=True)))))


def both_last(x, cell, last):
    h = cell(x)[1][0]
    return last(torch.cat([h[-2], h[-1]], 1))


def highway(x, transform, gate):
    g = torch.sigmoid(gate(x))
    return g * torch.relu(transform(x)) + (1 - g) * x


def from_zeros(x, cell):
    """An LSTM that is told what it begins with anyway."""
    zeros = torch.zeros(1, x.size(0), 2, dtype=x.dtype)
    return cell(x, (zeros, zeros))[0]


class Causal(nn.Module):
    """A convolution of the past alone: by zeros before it, or by more on both sides, cut off behind."""

    def __init__(self, inputs, outputs, kernel, dilation, cuts):
        super().__init__()
        self.reach, self.cuts = (kernel - 1) * dilation, cuts
        self.conv = nn.Conv1d(inputs, outputs, kernel, dilation=dilation, padding=self.reach if cuts else 0)

    def forward(self, x):
        if self.reach == 0:
            return self.conv(x)
        return self.conv(x)[:, :, : -self.reach] if self.cuts else self.conv(functional.pad(x, (self.reach, 0)))


class WaveNetStack(nn.Module):
    def __init__(self, inputs, channels, outputs, kernel, dilations, cuts):
        super().__init__()
        sums = channels if cuts else 2 * channels
        self.cuts = cuts
        self.rechannel = nn.Conv1d(inputs, channels, 1, bias=False)
        self.convs = nn.ModuleList(Causal(channels, sums, kernel, dilation, cuts) for dilation in dilations)
        self.mixins = nn.ModuleList(nn.Conv1d(1, sums, 1) for _ in dilations)
        self.outputs = nn.ModuleList(nn.Conv1d(channels, channels, 1) for _ in dilations)
        self.head = Causal(channels, outputs, 1 if cuts else 2, 1, cuts)

    def forward(self, x, features, heads):
        x = self.rechannel(x)
        for conv, mixin, output in zip(self.convs, self.mixins, self.outputs):
            sums = mixin(features) + conv(x)
            if self.cuts:
                z = functional.silu(sums)
            else:
                first, second = sums.chunk(2, 1)
                z = torch.sigmoid(second) * torch.tanh(first)
            heads = [*heads, z]
            x = output(z) + x
        return x, self.head(sum(heads))


class WaveNet(nn.Module):
    """As save_onnx writes one, but for the order of sums and how they are causal."""

    def __init__(self, cuts):
        super().__init__()
        dilations = [[1], [2]] if cuts else [[1, 3]]
        self.stacks = nn.ModuleList(WaveNetStack(1 + i, 2, 2 - i, 2, each, cuts) for i, each in enumerate(dilations))

    def forward(self, features):
        x, heads = features, []
        for stack in self.stacks:
            x, head = stack(x, features, heads)
            heads = [head]
        return 0.5 * head


LATER_STEPS = torch.ones(3, 3).triu(1) == 1
NOT_LATER = torch.zeros(3, 3).masked_fill(LATER_STEPS, -torch.inf)


def attention(x, query, key, value, out):
    """Of two heads."""
    batch, steps, size = x.size()
    q, k, v = (part(x).view(batch, steps, 2, size // 2).transpose(1, 2) for part in (query, key, value))
    scores = q @ k.transpose(-2, -1) / (size // 2) ** 0.5
    scores = scores.masked_fill(LATER_STEPS, float("-inf"))
    return out((torch.softmax(scores, -1) @ v).transpose(1, 2).contiguous().view(batch, steps, size))


def packed_attention(x, together, out):
    """Of thirds of one product, for samples one at a time."""
    q, k, v = (third.view(1, 3, 2, 2).transpose(1, 2) for third in together(x).split(4, 2))
    weights = torch.softmax(q * 0.6 @ k.transpose(-2, -1) + NOT_LATER, -1)
    return x + out((weights @ v).transpose(1, 2).reshape(1, 3, 4))


ROW, STEPS, PLACES = torch.rand(3) + 0.5, torch.rand(4, 1), torch.rand(1, 4, 3)
CHANNELS, LATER, EACH = torch.rand(2, 1, 1) + 0.5, torch.rand(2, 1, 1), torch.rand(8)
PATTERNS = [
    (nn.Sequential(nn.LayerNorm(3), nn.Linear(3, 1)), (4, 3)),
    (nn.LayerNorm([4, 3]), (2, 4, 3)),
    (Of(lambda x: rms_norm(x, ROW)), (4, 3)),
    (Of(lambda x, a: gelu_by_tanh(a(x)), nn.Linear(2, 2)), (2,)),
    (nn.Sequential(nn.Linear(2, 2), nn.GELU(), nn.CELU(0.5), nn.Softmin(1)), (2,)),
    (Of(lambda x, a: 3 - a((x - ROW) / 1.7 + 2) * 2, nn.Linear(3, 2)), (3,)),
    (Of(lambda x, a: a(x * STEPS + PLACES), nn.Linear(3, 1)), (4, 3)),
    (Of(lambda x, a: a(x * CHANNELS) * LATER + CHANNELS, nn.Conv2d(2, 2, 2, bias=False)), (2, 3, 3)),
    (Of(lambda x, a: a(x) * LATER[:, :, 0] - 1, nn.ConvTranspose1d(4, 2, 2, groups=2)), (4, 3)),
    (Of(lambda x, a: functional.relu6(a(x) + 3) / 6 * 3, Of(lambda x: x * functional.relu6(x + 3) / 6)), (3,)),
    (Of(lambda x: torch.clamp(torch.clamp(torch.clamp(x, -0.2, 0.7), min=-0.1), max=0.6)), (4,)),
    (nn.Sequential(nn.Conv1d(2, 2, 1), nn.GLU(1)), (2, 4)),
    (Of(lambda x, a: torch.relu(a(x)[:, :, :-2]), nn.Conv1d(1, 2, 2, dilation=2, padding=2)), (1, 5)),
    (Of(lambda x, a: a(x)[:, :, -1], nn.Conv1d(1, 2, 2)), (1, 4)),
    (Of(lambda x: torch.softmax(x[:, 1:3], 1).mean(1)), (4, 3)),
    (Of(lambda x, a, b, c: c(flat(a(x), b(x))), nn.Conv2d(1, 2, 2), nn.Conv2d(1, 3, 3), nn.Linear(11, 1)), (1, 3, 3)),
    (nn.Sequential(nn.Conv2d(1, 2, 2), nn.Flatten(), nn.BatchNorm1d(8), nn.ReLU(), nn.LayerNorm(8), nn.Linear(8, 1)),
     (1, 3, 3)),
    (Of(excited, nn.Conv2d(2, 1, 1), nn.Conv2d(1, 2, 1)), (2, 2, 3)),
    (Of(lambda x, a, b: b(a(x).view(-1, 2, 2, 1)), nn.Linear(2, 4), nn.ConvTranspose2d(2, 1, 2)), (2,)),
    (nn.Sequential(nn.ZeroPad2d((1, 0, 0, 2)), nn.MaxPool2d(2, ceil_mode=True), nn.Upsample(scale_factor=2)),
     (1, 3, 4)),
    (Of(lambda x, a: torch.tanh(a(x.unsqueeze(1)).squeeze(1)), nn.Conv1d(1, 1, 2)), (4,)),
    (Of(lambda x: functional.max_pool1d(functional.pad(x, (1, 2)), 2)), (2, 3)),
    (Of(both_last, nn.LSTM(2, 1, batch_first=True, bidirectional=True), nn.Linear(2, 1)), (3, 2)),
    (Of(lambda x, a, b: x + b(functional.gelu(a(x.transpose(1, 2)))).transpose(1, 2), nn.Linear(3, 2), nn.Linear(2, 3)),
     (3, 2)),
    (nn.PixelShuffle(2), (4, 2, 1)),
    (Of(highway, nn.Linear(2, 2), nn.Linear(2, 2)), (2,)),
    (Of(lambda x, a: a((torch.flatten(x, 1) * EACH).unsqueeze(2)), nn.Linear(1, 2)), (2, 2, 2)),
    (Of(lambda x, a: torch.cat([a(x), torch.tanh(a(x))], 2), nn.Conv1d(2, 2, 1)), (2, 3)),
    (Of(from_zeros, nn.LSTM(2, 2, batch_first=True)), (3, 2)),
    (Of(lambda x, a: a(functional.pad(x, (2, 0))), nn.Conv1d(1, 2, 2, dilation=2)), (1, 4)),
]


def numbers(values):
    """As a list in C++, in lines of at most 110 columns."""
    line, lines = "    {", []
    for i, value in enumerate(values):
        word = f"{value:.9g}" + (", " if i + 1 < len(values) else "}")
        if len(line) + len(word) > 110:
            lines.append(line.rstrip())
            line = "     "
        line += word
    return "\n".join([*lines, line])


def exported(model, x, folds):
    out = io.BytesIO()
    torch.onnx.export(model, x, out, opset_version=13, do_constant_folding=folds, input_names=["x"], output_names=["y"],
                      dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}})
    return out.getvalue()


sys.stdout.reconfigure(encoding="utf-8")
print("#pragma once\n")
print(f"// Written by onnx_patterns.py with PyTorch {torch.__version__}.\n")
print("#include <string_view>\n#include <vector>\n")
print("// clang-format off\nnamespace golden {\n")
print("struct OnnxPattern {\n    std::string_view onnx;  // in hexadecimal digits")
print("    std::vector<double> x, y;  // of a sample, as PyTorch has them\n};\n")
print("inline const std::vector<OnnxPattern> onnx_patterns{")


def show(model, shape, folds=False):
    model.eval()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm1d):
            module.running_mean.uniform_(-1, 1)
            module.running_var.uniform_(0.5, 2)
        if isinstance(module, (nn.LayerNorm, nn.BatchNorm1d)):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -1, 1)
    x = torch.rand(1, *shape) * 3 - 1.5
    text = exported(model, x, folds).hex()
    with torch.no_grad():
        y = model.double()(x.double())
    print("{" + "\n".join(f'    "{text[i : i + 100]}"' for i in range(0, len(text), 100)).lstrip() + ",")
    print(numbers(x.flatten().tolist()) + ",")
    print(numbers(y.flatten().tolist()) + "},")


for pattern in PATTERNS:
    show(*pattern)
for cuts in False, True:
    show(WaveNet(cuts), (1, 6), folds=True)
show(Of(attention, *(nn.Linear(4, 4) for _ in range(4))), (3, 4), folds=True)
show(Of(packed_attention, nn.Linear(4, 12), nn.Linear(4, 4, bias=False)), (3, 4), folds=True)
show(Of(lambda x, a: a(x, x, x, need_weights=False)[0], nn.MultiheadAttention(4, 2, batch_first=True)), (3, 4), folds=True)
print("};\n\n}  // namespace golden")
