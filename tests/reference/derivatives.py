#!/usr/bin/env python3
"""Writes derivatives.hpp: derivatives by PyTorch's autograd, in float64.

python3 derivatives.py > derivatives.hpp

A classifier's Jacobian by its input and the product of its loss's Hessian with a direction; and the gradient of a loss
with second derivatives of a network of two inputs in it. Parameters, inputs and directions are numbers by formula,
which the test computes too; blocks are in ctnn's order, weights (in, out).
"""
import torch
from torch.autograd import grad

torch.set_default_dtype(torch.float64)


def numbers(count, factor):
    return torch.tensor([((factor * i) % 101 - 50) / 60 for i in range(1, count + 1)])


def row(name, tensor):
    print(f"inline constexpr double {name}[] = {{{', '.join(repr(v) for v in tensor.detach().flatten().tolist())}}};")


def forward(block, sizes, activations, x):
    at = 0
    for n, m, act in zip(sizes, sizes[1:], activations):
        x = act(x @ block[at:at + n * m].reshape(n, m) + block[at + n * m:at + n * m + m])
        at += n * m + m
    return x


def identity(x):
    return x


def print_classifier():
    sizes, acts = (3, 5, 4, 3), (torch.tanh, torch.nn.functional.gelu, identity)
    block, direction, x = numbers(59, 37), numbers(59, 53), numbers(3, 29)
    row("jacobian", torch.autograd.functional.jacobian(lambda x: forward(block, sizes, acts, x).softmax(0), x))

    def loss(block):
        return -forward(block, sizes, acts, x).log_softmax(0)[1]

    value, product = torch.autograd.functional.hvp(loss, block, direction)
    row("loss", value)
    row("product", product)


def print_heat():
    """The loss (du/dt - d2u/dx2 + u du/dx)^2 of u(t, x)."""
    sizes, acts = (2, 4, 3, 1), (torch.tanh, torch.sigmoid, identity)
    block, at = numbers(31, 41).requires_grad_(), numbers(2, 23).requires_grad_()
    u = forward(block, sizes, acts, at)[0]
    first = grad(u, at, create_graph=True)[0]
    second = grad(first[1], at, create_graph=True)[0][1]
    loss = (first[0] - second + u * first[1]) ** 2
    row("heat", loss)
    row("heat_gradient", grad(loss, block)[0])


print("#pragma once\n")
print(f"// Written by derivatives.py with PyTorch {torch.__version__.split('+')[0]}. Do not edit.")
print("// clang-format off\nnamespace reference::derivatives {\n")
print_classifier()
print_heat()
print("\n}  // namespace reference::derivatives\n// clang-format on")
