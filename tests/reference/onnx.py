#!/usr/bin/env python3
"""Writes onnx.hpp: networks that PyTorch exports as ONNX, byte by byte, and what they make of an input.

python3 onnx.py > onnx.hpp      (Debian: python3-torch)
"""
import io
import sys

import torch
from torch import nn

torch.manual_seed(5)


def exported(model, x, **options):
    out = io.BytesIO()
    torch.onnx.export(model, x, out, opset_version=13, **options)
    return out.getvalue()


def show(name, content):
    print(f"inline const std::string {name} = from_bytes({{")
    line = "   "
    for byte in content:
        if len(line) + len(f" {byte},") > 110:
            print(line)
            line = "   "
        line += f" {byte},"
    print(line.rstrip(",") + "});\n")


def numbers(name, tensor):
    print(f"inline const std::vector<double> {name}{{")
    line = "   "
    for value in tensor.flatten().tolist():
        if len(line) + len(f" {value!r},") > 110:
            print(line)
            line = "   "
        line += f" {value!r},"
    print(line.rstrip(",") + "};\n")


class Reshaped(nn.Module):
    """Of two channels and a batch of any size, made a row by its own shape."""

    def __init__(self):
        super().__init__()
        self.convolution = nn.Conv2d(2, 3, 2, bias=False)
        self.last = nn.Linear(18, 2)

    def forward(self, x):
        x = torch.relu(self.convolution(x))
        return torch.sigmoid(self.last(x.reshape(x.shape[0], -1)))


def present(name, model, x, to_ours, from_theirs=lambda y: y, steps_first=False, **options):
    model.eval()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.uniform_(-1, 1)
            module.running_var.uniform_(0.5, 2)
    show(name, exported(model, x, **options))
    with torch.no_grad():
        y = model.double()(x.double())
    numbers(name + "_x", to_ours(x[:, 0] if steps_first else x[0]))
    numbers(name + "_y", from_theirs(y[:, 0] if steps_first else y[0]))


last = lambda x: x.movedim(0, -1)
same = lambda x: x
sys.stdout.reconfigure(encoding="utf-8")
print("#pragma once\n")
print(f"// Written by onnx.py with PyTorch {torch.__version__}.\n")
print("#include <cstdint>\n#include <string>\n#include <vector>\n")
print("// clang-format off\nnamespace golden {\n")
print("inline std::string from_bytes(const std::vector<std::uint8_t>& bytes) {")
print("    return std::string(bytes.begin(), bytes.end());\n}\n")
present("images",
        nn.Sequential(nn.Conv2d(2, 4, 3, stride=(2, 1), padding=(1, 0), groups=2), nn.BatchNorm2d(4), nn.ReLU(),
                      nn.MaxPool2d(2, stride=1, padding=1), nn.Conv2d(4, 3, (1, 2), dilation=(1, 2)), nn.ELU(),
                      nn.AvgPool2d((2, 1)), nn.Flatten(), nn.Linear(24, 3), nn.Softmax(1)),
        torch.rand(1, 2, 5, 7) - 0.5, last)
present("reshaped", Reshaped(), torch.rand(1, 2, 4, 3) - 0.5, last, dynamic_axes={"input": {0: "batch"}}, input_names=["input"])
present("pooled", nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.Tanh(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2, 1)),
        torch.rand(1, 1, 3, 3) - 0.5, last)
present("dense", nn.Sequential(nn.Linear(3, 4), nn.Softplus(), nn.Dropout(), nn.Linear(4, 2, bias=False)), torch.rand(1, 3), same)
present("sequence", nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 2), nn.Softmax(2)), torch.rand(1, 4, 2), same)
present("convolved", nn.Sequential(nn.Conv1d(2, 3, 3, padding=1), nn.Sigmoid(), nn.Conv1d(3, 2, 2, dilation=2)),
        torch.rand(1, 2, 6) - 0.5, last, last)
present("causal", nn.Sequential(nn.ConstantPad1d((4, 0), 0), nn.Conv1d(1, 2, 3, dilation=2), nn.ReLU()),
        torch.rand(1, 1, 6) - 0.5, last, last)


class Recurrent(nn.Module):
    def __init__(self, cell, layers, of_last=False, **options):
        super().__init__()
        self.of_last = of_last
        self.cell = cell(2, 3, num_layers=layers, **options)
        self.last = nn.Linear(3, 2)

    def forward(self, x):
        return torch.tanh(self.last(self.cell(x)[0][:, -1] if self.of_last else self.cell(x)[0]))


class LastStep(nn.Module):
    def __init__(self):
        super().__init__()
        self.cell = nn.GRU(2, 3, batch_first=True)
        self.last = nn.Linear(3, 2)

    def forward(self, x):
        return self.last(self.cell(x)[1][0])


present("lstm", Recurrent(nn.LSTM, 2, batch_first=True), torch.rand(1, 5, 2) - 0.5, same)
present("gru", Recurrent(nn.GRU, 1), torch.rand(5, 1, 2) - 0.5, same, steps_first=True)
present("rnn", Recurrent(nn.RNN, 1, of_last=True, batch_first=True), torch.rand(1, 5, 2) - 0.5, same, dynamic_axes={"input": {0: "batch"}}, input_names=["input"])
present("last_step", LastStep(), torch.rand(1, 5, 2) - 0.5, same)
print("// Of what is not translated: an LSTM of which all is taken, and a sum of two branches.\n")


class Branches(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = nn.Linear(1, 1)

    def forward(self, x):
        return self.one(x) + x


show("branches", exported(Branches(), torch.rand(1, 1)))
show("recurrent", exported(nn.LSTM(1, 1), torch.rand(2, 1, 1)))
print("}  // namespace golden")
