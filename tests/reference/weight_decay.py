#!/usr/bin/env python3
"""Writes weight_decay.hpp: some steps of Adam with weight decay and clipping by PyTorch, in float64.

python3 weight_decay.py > weight_decay.hpp

A linear layer of two inputs by the mean squared error of three samples. Settings are rounded to float first.
"""
import numpy
import torch

torch.set_default_dtype(torch.float64)


def single(x):
    return float(numpy.float32(x))


layer = torch.nn.Linear(2, 1)
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[0.75, -1.5]]))
    layer.bias.copy_(torch.tensor([2.0]))
x = torch.tensor([[1.0, 2.0], [0.5, -1.0], [-2.0, 0.25]])
t = torch.tensor([[1.0], [-1.0], [0.5]])
optimizer = torch.optim.Adam(layer.parameters(), single(0.1), betas=(single(0.9), single(0.999)),
                             eps=single(1e-8), weight_decay=0.5)
rows = []
for _ in range(8):
    optimizer.zero_grad()
    torch.nn.functional.mse_loss(layer(x), t).backward()
    torch.nn.utils.clip_grad_norm_(layer.parameters(), 0.25)
    optimizer.step()
    rows.append(layer.weight[0].tolist() + layer.bias.tolist())

print(f"""#pragma once

#include <cstddef>

// Written by weight_decay.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::weight_decay {{

inline constexpr std::size_t steps = {len(rows)};

/// The two weights and the bias after each step.
inline constexpr double parameters[steps][3] = {{""")
for row in rows:
    print("    {" + ", ".join(repr(v) for v in row) + "},")
print("};\n\n}  // namespace reference::weight_decay")
