#!/usr/bin/env python3
"""Writes optimizers.hpp: 50 steps of each optimizer by PyTorch, in float64.

python3 optimizers.py > optimizers.hpp

The gradients, of a noisy quadratic, are part of the data, so that only the update is compared. From the 11th
step on the rate is halved. Settings are rounded to float first, as ctnn keeps them.
"""
import numpy
import torch

torch.set_default_dtype(torch.float64)
STEPS, HALVED, SIZE = 50, 10, 4
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
    "amsgrad": lambda p: optim.Adam(p, RATE, betas=betas, eps=eps, amsgrad=True),
    "nadam": lambda p: NAdam(p, RATE, single(4e-3)),
    "radam": lambda p: optim.RAdam(p, RATE, betas=betas, eps=eps),
    "adamax": lambda p: optim.Adamax(p, RATE, betas=betas, eps=eps),
    "adadelta": lambda p: optim.Adadelta(p, RATE, rho=mu, eps=single(1e-6)),
    "lion": lambda p: Lion(p, RATE, 0.0),
    "rprop": lambda p: optim.Rprop(p, RATE, etas=(0.5, single(1.2)), step_sizes=(single(1e-6), 50.0)),
    "rmsprop_momentum": lambda p: optim.RMSprop(p, RATE, alpha=single(0.99), eps=eps, momentum=mu),
    "centered_rmsprop": lambda p: optim.RMSprop(p, RATE, alpha=single(0.99), eps=eps, centered=True),
}


class NAdam(optim.Optimizer):
    """As PyTorch's, from 2.0 on: before, mu_t was in the product of the next step twice."""

    def __init__(self, params, lr, momentum_decay):
        super().__init__(params, {"lr": lr, "decay": momentum_decay})
        self.t, self.product, self.m, self.v = 0, 1.0, 0.0, 0.0

    @torch.no_grad()
    def step(self):
        group = self.param_groups[0]
        (p,) = group["params"]
        self.t += 1
        mu, after = (betas[0] * (1 - 0.5 * 0.96 ** (t * group["decay"])) for t in (self.t, self.t + 1))
        self.product *= mu
        self.m = betas[0] * self.m + (1 - betas[0]) * p.grad
        self.v = betas[1] * self.v + (1 - betas[1]) * p.grad**2
        size = (self.v / (1 - betas[1] ** self.t)).sqrt() + eps
        p -= group["lr"] * (1 - mu) / (1 - self.product) * p.grad / size
        p -= group["lr"] * after / (1 - self.product * after) * self.m / size


class Lion(optim.Optimizer):
    """After the paper (Chen and others, 2023), algorithm 2; PyTorch has none."""

    def __init__(self, params, lr, weight_decay):
        super().__init__(params, {"lr": lr, "decay": weight_decay})
        self.m = 0.0

    @torch.no_grad()
    def step(self):
        group = self.param_groups[0]
        (p,) = group["params"]
        way = torch.sign(betas[0] * self.m + (1 - betas[0]) * p.grad)
        self.m = single(0.99) * self.m + (1 - single(0.99)) * p.grad
        p -= group["lr"] * (way + group["decay"] * p)


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
inline constexpr std::size_t steps = {STEPS}, halved = {HALVED}, size = {SIZE};
""")
print("inline constexpr double start[size] = {" + ", ".join(repr(float(v)) for v in start) + "};\n")
table("gradients[steps][size]", gradients)
print("// The parameters after each step.\n")
for name, make in optimizers.items():
    parameter = torch.nn.Parameter(torch.tensor(start))
    optimizer = make([parameter])
    rows = []
    for step in range(STEPS):
        if step == HALVED:
            optimizer.param_groups[0]["lr"] *= 0.5
        parameter.grad = torch.tensor(gradients[step])
        optimizer.step()
        rows.append(parameter.detach().numpy().copy())
    table(f"{name}[steps][size]", rows)
print("}  // namespace reference::optimizers")
