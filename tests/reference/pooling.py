#!/usr/bin/env python3
"""Writes pooling.hpp: pools and other changes of shape by PyTorch in float64, their gradients, and three steps of SGD.

python3 pooling.py > pooling.hpp

Images are permuted from PyTorch's order to ctnn's: rows, columns, channels; sequences to steps, features. What is put
in is multiples of 1/4, exact in float too and with many values that are equal.
"""
import numpy
import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
BATCH = 2
random = numpy.random.default_rng(12)


def exact(*shape, parts=4):
    return torch.tensor(numpy.round(random.uniform(-2, 2, size=shape) * parts) / parts, requires_grad=True)


def last(t):
    """From channels first to channels last."""
    return t.detach().movedim(1, -1).numpy().ravel()


def table(name, values):
    values = [repr(float(v)) for v in values]
    print(f"    static constexpr double {name}[] = {{")
    for i in range(0, len(values), 8):
        print("        " + ", ".join(values[i : i + 8]) + ",")
    print("    };")


def case(name, f, *shape):
    x = exact(BATCH, *shape)
    y = f(x)
    dy = exact(*y.shape)
    y.backward(dy.detach())
    print(f"struct {name} {{")
    for part, values in ("x", x), ("y", y), ("dy", dy), ("dx", x.grad):
        table(part, last(values))
    print("};\n")


print(f"""#pragma once

#include <cstddef>

// Written by pooling.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::pooling {{

inline constexpr std::size_t batch = {BATCH};
""")
case("max", lambda x: F.max_pool2d(x, 2), 3, 5, 4)
case("max_overlapping", lambda x: F.max_pool2d(x, 3, 2, 1), 3, 6, 5)
case("max_uneven", lambda x: F.max_pool2d(x, (2, 5), (3, 1), (1, 2)), 1, 7, 6)
case("average", lambda x: F.avg_pool2d(x, (2, 3)), 3, 5, 6)
case("average_inside", lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False), 2, 6, 5)
case("average_of_all", lambda x: F.avg_pool2d(x, 3, 2, 1), 3, 6, 5)
case("max_along", lambda x: F.max_pool1d(x, 3, 2, 1), 3, 9)
case("average_along", lambda x: F.avg_pool1d(x, 4, 3, 2, count_include_pad=False), 3, 9)
case("average_of_all_along", lambda x: F.avg_pool1d(x, 4, 3, 2), 3, 9)
case("max_of_image", lambda x: F.adaptive_max_pool2d(x, 1), 5, 4, 3)
case("average_of_image", lambda x: F.adaptive_avg_pool2d(x, 1), 5, 4, 3)
case("max_of_sequence", lambda x: F.adaptive_max_pool1d(x, 1), 2, 11)
case("average_of_sequence", lambda x: F.adaptive_avg_pool1d(x, 1), 2, 11)
case("upsampled", lambda x: F.interpolate(x, scale_factor=(2, 3)), 3, 2, 3)
case("padded", lambda x: F.pad(x, (1, 2, 3, 0)), 3, 2, 3)
case("permuted", lambda x: x.permute(0, 1, 3, 2), 3, 2, 4)

STEPS, SAMPLES, RATE = 3, 4, float(numpy.float32(0.1))


class Steps(nn.Module):
    """Channels x steps become steps x channels, and back."""

    def forward(self, x):
        return x.transpose(1, 2)


def weights(layer):
    """Of a convolution (filters, channels, kernel...) to (kernel..., channels, filters), of a dense layer its
    transpose, then the biases."""
    w = layer.weight.detach()
    w = w.movedim((0, 1), (-1, -2)) if w.dim() > 2 else w.T
    return numpy.concatenate([w.numpy().ravel(), layer.bias.detach().numpy()])


def training(name, net, shape):
    layers = [layer for layer in net if hasattr(layer, "weight")]
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(exact(*p.shape, parts=64) / 4)
    inputs = exact(SAMPLES, *shape, parts=64).detach()
    classes = torch.tensor([0, 2, 1, 2])
    print(f"struct {name} {{")
    table("inputs", last(inputs))
    table("targets", F.one_hot(classes, 3).numpy().ravel())
    table("before", numpy.concatenate([weights(layer) for layer in layers]))
    sgd = torch.optim.SGD(net.parameters(), RATE)
    losses = []
    for _ in range(STEPS):
        sgd.zero_grad()
        loss = F.cross_entropy(net(inputs), classes)
        loss.backward()
        sgd.step()
        losses.append(loss.item())
    table("losses", losses)
    table("after", numpy.concatenate([weights(layer) for layer in layers]))
    print("};\n")


print(f"/// {STEPS} steps of SGD at 0.1f on {SAMPLES} samples.")
print(f"inline constexpr std::size_t steps = {STEPS}, samples = {SAMPLES};")
training("images", nn.Sequential(nn.Conv2d(2, 4, 3), nn.Tanh(), nn.MaxPool2d(3, 2, 1), nn.Conv2d(4, 5, 2), nn.Tanh(),
                                 nn.AvgPool2d(2, 1), nn.Upsample(scale_factor=2), nn.ZeroPad2d((1, 0, 0, 2)),
                                 nn.Conv2d(5, 3, 2), nn.Tanh(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(3, 3)),
         (2, 8, 9))
training("sequences", nn.Sequential(Steps(), nn.Linear(3, 5), nn.Tanh(), Steps(), nn.MaxPool1d(2),
                                    nn.Conv1d(5, 4, 2), nn.Tanh(), nn.AvgPool1d(3, 1, 1), nn.AdaptiveMaxPool1d(1),
                                    nn.Flatten(), nn.Linear(4, 3)), (3, 10))
print("}  // namespace reference::pooling")
