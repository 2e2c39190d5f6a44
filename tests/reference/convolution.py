#!/usr/bin/env python3
"""Writes convolution.hpp: convolutions by PyTorch in float64, their gradients, and three steps of Adam.

python3 convolution.py > convolution.hpp

Images and weights are permuted from PyTorch's order to ctnn's: rows, columns, channels; kernel rows, kernel
columns, channels of a group, filters. What is put in is multiples of 1/64, exact in float too.
"""
import numpy
import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
BATCH = 2
random = numpy.random.default_rng(11)


def exact(*shape):
    return torch.tensor(numpy.round(random.uniform(-1, 1, size=shape) * 64) / 64, requires_grad=True)


def last(t):
    """From channels first to channels last."""
    return t.detach().movedim(1, -1).numpy().ravel()


def weights(w, b):
    """From (filters, channels, kernel...) to (kernel..., channels, filters), then the biases. A transposed
    convolution's (channels, filters, kernel...) become (kernel..., filters, channels) alike."""
    return numpy.concatenate([w.detach().movedim((0, 1), (-1, -2)).numpy().ravel(), b.detach().numpy()])


def table(name, values):
    values = [repr(float(v)) for v in values]
    print(f"inline constexpr double {name}[] = {{")
    for i in range(0, len(values), 8):
        print("    " + ", ".join(values[i : i + 8]) + ",")
    print("};")


def case(name, f, x, w, b):
    y = f(x, w, b)
    dy = exact(*y.shape)
    y.backward(dy.detach())
    print(f"namespace {name} {{")
    table("x", last(x))
    table("w", weights(w, b))
    table("y", last(y))
    table("dy", last(dy))
    table("dx", last(x.grad))
    table("dw", weights(w.grad, b.grad))
    print(f"}}  // namespace {name}\n")


print(f"""#pragma once

#include <cstddef>

// Written by convolution.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::convolution {{

inline constexpr std::size_t batch = {BATCH};
""")
case("plain", lambda x, w, b: torch.tanh(F.conv2d(x, w, b, padding=(1, 0))),
     exact(BATCH, 2, 5, 6), exact(3, 2, 3, 2), exact(3))
case("strided", lambda x, w, b: F.conv2d(x, w, b, stride=2, padding=1, groups=2),
     exact(BATCH, 4, 5, 6), exact(6, 2, 3, 3), exact(6))
case("dilated", lambda x, w, b: F.conv2d(x, w, b, dilation=(1, 2)),
     exact(BATCH, 2, 3, 4), exact(17, 2, 2, 2), exact(17))
case("depthwise", lambda x, w, b: F.conv2d(x, w, b, padding=1, groups=5),
     exact(BATCH, 5, 4, 3), exact(5, 1, 3, 3), exact(5))
case("causal", lambda x, w, b: F.conv1d(F.pad(x, (4, 0)), w, b, dilation=2),
     exact(BATCH, 3, 12), exact(4, 3, 3), exact(4))
case("sequence", lambda x, w, b: torch.tanh(F.conv1d(x, w, b, stride=3, groups=2)),
     exact(BATCH, 4, 11), exact(6, 2, 4), exact(6))
case("transposed", lambda x, w, b: torch.tanh(F.conv_transpose2d(x, w, b, stride=2, padding=1, output_padding=1)),
     exact(BATCH, 3, 3, 4), exact(3, 2, 3, 3), exact(2))
case("transposed_groups", lambda x, w, b: F.conv_transpose2d(x, w, b, stride=(1, 3), dilation=(2, 1), groups=2),
     exact(BATCH, 4, 2, 3), exact(4, 3, 2, 3), exact(6))

# A network: two convolutions, one turned round, a dense layer, whose inputs come channels last.
STEPS, SAMPLES = 3, 4
single = lambda value: float(numpy.float32(value))
net = nn.Sequential(nn.Conv2d(1, 3, 3, padding=1), nn.Tanh(), nn.Conv2d(3, 4, 3, stride=2), nn.Sigmoid(),
                    nn.ConvTranspose2d(4, 2, 2, stride=2), nn.Tanh(), nn.Flatten(), nn.Linear(2 * 4 * 4, 3))


def all_weights():
    dense = net[7].weight.detach().reshape(3, 2, 4, 4).movedim(1, -1).reshape(3, -1).T.numpy().ravel()
    parts = [weights(net[i].weight, net[i].bias) for i in (0, 2, 4)]
    return numpy.concatenate(parts + [dense, net[7].bias.detach().numpy()])


with torch.no_grad():
    for p in net.parameters():
        p.copy_(0.5 * exact(*p.shape))
inputs = exact(SAMPLES, 1, 6, 6).detach()
classes = torch.tensor([0, 2, 1, 2])
print(f"/// {STEPS} steps of Adam at 0.02f on {SAMPLES} samples.")
print("namespace training {")
print(f"inline constexpr std::size_t steps = {STEPS}, samples = {SAMPLES};")
table("inputs", last(inputs))
table("targets", F.one_hot(classes, 3).numpy().ravel())
table("before", all_weights())
adam = torch.optim.Adam(net.parameters(), single(0.02), betas=(single(0.9), single(0.999)), eps=single(1e-8))
losses = []
for _ in range(STEPS):
    adam.zero_grad()
    loss = F.cross_entropy(net(inputs), classes)
    loss.backward()
    adam.step()
    losses.append(loss.item())
table("losses", losses)
table("after", all_weights())
print("}  // namespace training")

case("transposed_sequence",
     lambda x, w, b: torch.tanh(F.conv_transpose1d(x, w, b, stride=2, padding=1, output_padding=1, groups=2)),
     exact(BATCH, 4, 5), exact(4, 3, 3), exact(6))
case("transposed_causal", lambda x, w, b: F.conv_transpose1d(x, w, b, stride=2, dilation=2)[:, :, :12],
     exact(BATCH, 3, 6), exact(3, 5, 3), exact(5))
print("}  // namespace reference::convolution")
