#!/usr/bin/env python3
"""Writes optimizers.hpp: 20 steps of each optimizer by PyTorch, in float64.

python3 optimizers.py > optimizers.hpp

The gradients, of a noisy quadratic, are part of the data, so that only the update is compared. From the 11th
step on the rate is halved. Settings are rounded to float first, as ctnn keeps them.
"""
import numpy
import torch

torch.set_default_dtype(torch.float64)
STEPS, SIZE = 20, 4
RATE = float(numpy.float32(0.05))
random = numpy.random.default_rng(3)

start = random.normal(size=SIZE).round(4)
curvature = numpy.array([0.01, 1.0, 30.0, 1e-4])
gradients, w = [], start.copy()
for _ in range(STEPS):
    gradients.append((curvature * (w + 0.3 * random.normal(size=SIZE))).round(7))
    w -= 0.02 * gradients[-1]
gradients[4][1] = 0.0
gradients[9][2] = 1e6
gradients = numpy.array(gradients)


def single(x):
    return float(numpy.float32(x))


optim = torch.optim
mu, betas, eps = single(0.9), (single(0.9), single(0.999)), single(1e-8)
optimizers = {
    "sgd": lambda p: optim.SGD(p, RATE),
    "momentum": lambda p: optim.SGD(p, RATE, momentum=mu),
    "nesterov": lambda p: optim.SGD(p, RATE, momentum=mu, nesterov=True),
    "adagrad": lambda p: optim.Adagrad(p, RATE, eps=single(1e-10)),
    "rmsprop": lambda p: optim.RMSprop(p, RATE, alpha=single(0.99), eps=eps),
    "adam": lambda p: optim.Adam(p, RATE, betas=betas, eps=eps),
    "adamw": lambda p: optim.AdamW(p, RATE, betas=betas, eps=eps, weight_decay=single(0.01)),
}


def table(declaration, rows):
    print(f"inline constexpr double {declaration} = {{")
    for row in rows:
        print("    {" + ", ".join(repr(float(v)) for v in row) + "},")
    print("};\n")


print(f"""#pragma once

#include <cstddef>

// Written by optimizers.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::optimizers {{

/// {STEPS} steps on {SIZE} parameters from `start`; the rate is 0.05f, from the 11th step on half of that.
inline constexpr std::size_t steps = {STEPS}, size = {SIZE};
""")
print("inline constexpr double start[size] = {" + ", ".join(repr(float(v)) for v in start) + "};\n")
table("gradients[steps][size]", gradients)
print("// The parameters after each step.\n")
for name, make in optimizers.items():
    parameter = torch.nn.Parameter(torch.tensor(start))
    optimizer = make([parameter])
    rows = []
    for step in range(STEPS):
        if step == STEPS // 2:
            optimizer.param_groups[0]["lr"] *= 0.5
        parameter.grad = torch.tensor(gradients[step])
        optimizer.step()
        rows.append(parameter.detach().numpy().copy())
    table(f"{name}[steps][size]", rows)
print("}  // namespace reference::optimizers")
