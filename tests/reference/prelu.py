#!/usr/bin/env python3
"""Writes prelu.hpp: PReLU by PyTorch, in float64.

python3 prelu.py > prelu.hpp

For one slope, one for each channel and one for each value: outputs and all gradients of a batch. Then a network with one
of each, behind a convolution and dense layers, of which the gradient of a squared error is taken. Blocks are in ctnn's
order: a layer's weights are (in, out), kernels (rows, columns, in, out), images have their channels last.
"""
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.manual_seed(11)


def row(name, values):
    numbers = ", ".join(repr(float(v)) for v in values)
    print(f"    static constexpr double {name}[] = {{{numbers}}};")


def flat(*tensors):
    return [v for t in tensors for v in t.detach().reshape(-1).tolist()]


def drawn(*shape):
    """With few digits, to keep the file short."""
    return (torch.randn(*shape) * 1.5 + 0.3).round(decimals=3)


class LastAxis(nn.Module):
    """A layer that wants its channels second."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        return self.layer(x.movedim(-1, 1)).movedim(1, -1)


class ByValue(nn.Module):
    """A slope for each value: those of a flat sample are its channels."""

    def __init__(self, count):
        super().__init__()
        self.layer = nn.PReLU(count)

    def forward(self, x):
        return self.layer(x.flatten(1)).reshape(x.shape)


def in_order(module, name, p):
    if isinstance(module, nn.Linear) and name == "weight":
        return p.T
    if isinstance(module, nn.Conv2d) and name == "weight":
        return p.permute(2, 3, 1, 0)
    return p


def block(module, of):
    return flat(*[in_order(m, name, of(p)) for m in module.modules() for name, p in m.named_parameters(recurse=False)])


def through(name, module, x):
    for p in module.parameters():
        p.data = drawn(*p.shape)
    print(f"struct {name} {{")
    print(f"    static constexpr std::size_t batch = {len(x)};")
    row("x", flat(x))
    row("w", block(module, lambda p: p))
    x = x.clone().requires_grad_()
    y = module(x)
    dy = drawn(*y.shape)
    y.backward(dy)
    row("y", flat(y))
    row("dy", flat(dy))
    row("dx", flat(x.grad))
    row("dw", block(module, lambda p: p.grad))
    print("};\n")


print(f"""#pragma once

#include <cstddef>

// Written by prelu.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::prelu {{

/// A batch: x, w -> y; dy -> dx, dw.""")
through("Shared", nn.PReLU(), drawn(2, 3, 5))
through("ByChannel", LastAxis(nn.PReLU(5)), drawn(2, 3, 5))
through("ByChannelOfSamples", nn.PReLU(5), drawn(3, 5))
through("ByValue", ByValue(6), drawn(3, 3, 2))
through("Net", nn.Sequential(LastAxis(nn.Sequential(nn.Conv2d(1, 3, 2), nn.PReLU(3))), nn.Flatten(),
                             nn.Linear(18, 4), nn.PReLU(), nn.Linear(4, 3), nn.PReLU(3)), drawn(2, 3, 4, 1))
print("}  // namespace reference::prelu")
