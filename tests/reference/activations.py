#!/usr/bin/env python3
"""Writes activations.hpp: value and derivative of each activation by PyTorch, in float64 and float32.

python3 activations.py > activations.hpp

The derivatives come from autograd. Softplus is taken without its threshold, beyond which PyTorch returns z,
and HardSigmoid by its formula: the derivative of F.hardsigmoid is float32's in float64 too.
"""
import torch
from torch.nn import functional as F

POINTS = [0.0, 1e-30, 1e-6, 0.001, 0.03, 0.1, 0.25, 0.5, 0.7518, 1.0, 1.3, 2.0, 2.7, 3.5, 5.0, 6.5, 9.0, 12.0, 17.0,
          25.0, 40.0, 60.0, 80.0]
Z = torch.tensor(sorted([-p for p in POINTS if p] + POINTS), dtype=torch.float32)  # exact in both types

ACTIVATIONS = {
    "Sigmoid": torch.sigmoid,
    "Tanh": torch.tanh,
    "ReLU": F.relu,
    "LeakyReLU": F.leaky_relu,
    "LeakyReLUOf": lambda z: F.leaky_relu(z, 0.3),
    "ELU": F.elu,
    "SELU": F.selu,
    "Softplus": lambda z: F.softplus(z, threshold=1e9),
    "Softsign": F.softsign,
    "Exponential": torch.exp,
    "GELU": F.gelu,
    "SiLU": F.silu,
    "Mish": F.mish,
    "HardSwish": F.hardswish,
    "HardSigmoid": lambda z: F.relu6(z + 3) / 6,
    "KerasHardSigmoid": lambda z: (0.2 * z + 0.5).clamp(0, 1),
    "HardTanh": F.hardtanh,
    "HardTanhOf": lambda z: F.hardtanh(z, -0.7, 1.9),
    "ReLU6": F.relu6,
}


def evaluate(function, dtype):
    z = Z.clone().to(dtype).requires_grad_()
    y = function(z)
    y.sum().backward()
    return y.detach(), z.grad


def number(x, suffix=""):
    """As many digits as tell the number from its neighbours."""
    if suffix:
        x = float(f"{x:.9g}")
    return repr(x) + suffix


def row(kind, name, values, suffix=""):
    print(f"    static constexpr {kind} {name}[]{{{', '.join(number(v, suffix) for v in values.tolist())}}};")


print(f"""#pragma once

#include <cstddef>

// Written by activations.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::activations {{

inline constexpr std::size_t count = {len(Z)};
inline constexpr float z[]{{{', '.join(number(v, 'f') for v in Z.tolist())}}};
""")
for name, function in ACTIVATIONS.items():
    print(f"struct {name} {{")
    y, slope = evaluate(function, torch.float64)
    row("double", "value", y)
    row("double", "slope", slope)
    y, slope = evaluate(function, torch.float32)
    row("float", "value_float", y, "f")
    row("float", "slope_float", slope, "f")
    print("};")

torch.manual_seed(7)
logits = (3 * torch.randn(5, dtype=torch.float64)).round(decimals=3).requires_grad_()
weights = torch.randn(5, dtype=torch.float64).round(decimals=3)
y = torch.softmax(logits, 0)
(y * weights).sum().backward()
print("struct Softmax {")
row("double", "logits", logits.detach())
row("double", "values", y.detach())
row("double", "dy", weights)
row("double", "gradient", logits.grad)
print("};\n\n}  // namespace reference::activations")
