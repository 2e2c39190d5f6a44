#!/usr/bin/env python3
"""Writes normalisation.hpp: BatchNorm, LayerNorm, RMSNorm, Embedding and gates by PyTorch, in float64.

python3 normalisation.py > normalisation.hpp

For each layer: outputs and all gradients of a batch, for BatchNorm the running statistics too; then networks that are
trained for three steps. Blocks are in ctnn's order: a layer's weights are (in, out), images have their channels last.
RMSNorm, which this PyTorch does not have, is its formula.
"""
import numpy
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.manual_seed(7)


def single(x):
    """As ctnn keeps the settings of optimizers."""
    return float(numpy.float32(x))


def row(name, values):
    numbers = ", ".join(repr(float(v)) for v in values)
    print(f"    static constexpr double {name}[] = {{{numbers}}};")


def flat(*tensors):
    return [v for t in tensors for v in t.detach().reshape(-1).tolist()]


def drawn(*shape):
    """With few digits, to keep the file short."""
    return (torch.randn(*shape) * 1.5 + 0.3).round(decimals=3)


class RMSNorm(nn.Module):
    def __init__(self, features, eps=1e-6):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(features)), eps

    def forward(self, x):
        return x / torch.sqrt((x * x).mean(-1, keepdim=True) + self.eps) * self.weight


class LastAxis(nn.Module):
    """A layer that wants its channels second."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        return self.layer(x.movedim(-1, 1)).movedim(1, -1)


class Gate(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.value, self.gate = nn.Linear(inputs, outputs), nn.Linear(inputs, outputs)

    def forward(self, x):
        return torch.tanh(self.value(x)) * torch.sigmoid(self.gate(x))


def parameters(module):
    """Each with what turns it into the order of ctnn: matrices are (in, out)."""
    for m in module.modules():
        for name, p in m.named_parameters(recurse=False):
            yield p, (lambda t: t.T) if isinstance(m, nn.Linear) and name == "weight" else (lambda t: t)


def block(module):
    return flat(*[turn(p) for p, turn in parameters(module)])


def state(module):
    return flat(*[b for m in module.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)
                  for b in (m.running_mean, m.running_var)])


def layer(name, module, x):
    for p, _ in parameters(module):
        p.data = drawn(*p.shape)
    print(f"struct {name} {{")
    print(f"    static constexpr std::size_t batch = {len(x)};")
    row("x", flat(x))
    row("w", block(module))
    if not isinstance(module, nn.Embedding):
        x = x.clone().requires_grad_()
    y = module(x)
    dy = drawn(*y.shape)
    y.backward(dy)
    row("y", flat(y))
    row("dy", flat(dy))
    if x.requires_grad:
        row("dx", flat(x.grad))
    row("dw", flat(*[turn(p.grad) for p, turn in parameters(module)]))
    if state(module):
        row("state", state(module))
        row("predicted", flat(module.eval()(x)))
    print("};\n")


def training(name, make, optimizer):
    net = make()
    for p, _ in parameters(net):
        p.data = (p.data + 0.2 * drawn(*p.shape)).round(decimals=3)
    x, t = drawn(3, 6, 4), torch.randint(0, 3, (3, 6))
    print(f"struct {name} {{")
    row("start", block(net))
    row("x", flat(x))
    row("classes", flat(t))
    how = optimizer(net.parameters())
    losses = []
    for step in range(3):
        how.zero_grad()
        loss = nn.functional.cross_entropy(net(x[step]), t[step])
        loss.backward()
        how.step()
        losses.append(loss.item())
    row("losses", losses)
    row("end", block(net))
    row("state", state(net))
    row("predicted", flat(torch.softmax(net.eval()(x[0]), -1)))
    print("};\n")


print(f"""#pragma once

#include <cstddef>

// Written by normalisation.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::normalisation {{

/// A batch through one layer: x, w -> y; dy -> dx, dw. `state` is that after the batch, `predicted` by that state.""")
layer("BatchNormOfSamples", nn.BatchNorm1d(3), drawn(5, 3))
layer("BatchNormOfImages", LastAxis(nn.BatchNorm2d(3, momentum=0.25, eps=1e-3)), drawn(2, 3, 2, 3))
layer("LayerNormOfSteps", nn.LayerNorm(5), drawn(2, 3, 5))
layer("RMSNormOfSteps", RMSNorm(5), drawn(2, 3, 5))
layer("EmbeddingOfSteps", nn.Embedding(7, 2), torch.tensor([[3, 0, 6], [3, 3, 1]]))
layer("GateOfSamples", Gate(3, 2), drawn(4, 3))

print("/// Three steps on batches of six samples, cross-entropy; the block and the state after them.")


def normed():
    return nn.Sequential(nn.Linear(4, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.LayerNorm(5), nn.Linear(5, 4),
                         nn.BatchNorm1d(4), RMSNorm(4), nn.Linear(4, 3))


def normed_late():
    """A bias right before BatchNorm has no gradient but rounding, of which Adam would make steps."""
    return nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.BatchNorm1d(5), nn.LayerNorm(5), nn.Linear(5, 4),
                         nn.Tanh(), nn.BatchNorm1d(4), RMSNorm(4), nn.Linear(4, 3))


def sgd(p):
    return torch.optim.SGD(p, single(0.1))


def adam(p):
    return torch.optim.Adam(p, single(0.01), betas=(single(0.9), single(0.999)), eps=single(1e-8))


training("NormedBySGD", normed, sgd)
training("NormedLateByAdam", normed_late, adam)
print("}  // namespace reference::normalisation")
