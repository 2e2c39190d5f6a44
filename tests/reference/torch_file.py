#!/usr/bin/env python3
"""Writes torch_file.hpp: files that torch.save writes, byte by byte.

python3 torch_file.py > torch_file.hpp      (Debian: python3-torch)
"""
import collections
import io

import torch


class Calls:
    """What a pickle would call when it is read by Python."""

    def __reduce__(self):
        return eval, ("1 + 1",)


def saved(value, **options):
    out = io.BytesIO()
    torch.save(value, out, **options)
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


model = torch.nn.Sequential(collections.OrderedDict(
    first=torch.nn.Linear(2, 3), norm=torch.nn.BatchNorm1d(3), last=torch.nn.Linear(3, 1, bias=False)))
with torch.no_grad():
    model.first.weight.copy_(torch.arange(6.0).reshape(3, 2) / 4)
    model.first.bias.copy_(torch.tensor([1.0, -1.0, 0.5]))
    model.last.weight.copy_(torch.tensor([[1.0, 2.0, -1.0]]))

matrix = torch.arange(6.0).reshape(2, 3)
kinds = collections.OrderedDict(
    turned=matrix.t(), row=matrix[1], half=torch.tensor([0.5, -2.0]).half(), brain=torch.tensor([3.0]).bfloat16(),
    double=torch.tensor(0.1, dtype=torch.float64), count=torch.tensor([-1, 5]), empty=torch.zeros(0, 4),
    flag=torch.tensor([True, False]), parameter=torch.nn.Parameter(torch.tensor([7.0])))
checkpoint = {"epoch": 3, "loss": 0.25, "rates": [1e-3, None], "big": 2**40, "state_dict": {"w": torch.tensor([[4.0]])}}

print("#pragma once\n")
print(f"// Written by torch_file.py with PyTorch {torch.__version__}.\n")
print("#include <cstdint>\n#include <string>\n#include <vector>\n")
print("// clang-format off\nnamespace golden {\n")
print("inline std::string from_bytes(const std::vector<std::uint8_t>& bytes) {")
print("    return std::string(bytes.begin(), bytes.end());\n}\n")
print("// Linear of 2 and 3, BatchNorm1d, Linear of 3 and 1 without bias.\n")
show("state_dict", saved(model.state_dict()))
print("// A transposed matrix and its second row, which share a storage; every kind of number; a Parameter.\n")
show("kinds", saved(kinds))
show("checkpoint", saved(checkpoint))
print("// What is no state_dict: one that calls, a whole module, and the format of before PyTorch 1.6.\n")
show("calls", saved({"w": torch.tensor([1.0]), "x": Calls()}))
show("whole_module", saved(torch.nn.PReLU()))
show("old", saved({"w": torch.tensor([1.0])}, _use_new_zipfile_serialization=False))
print("}  // namespace golden")
