#!/usr/bin/env python3
"""Writes principal_components.hpp: variances, components and whitened samples by NumPy's linalg.eigh, in float64.

python3 principal_components.py > principal_components.hpp

Sixteen samples of five inputs, numbers by formula, which the test computes too. Each component's greatest value is
positive.
"""
import numpy as np

x = np.array([[((7 * s * s + 13 * i * s + 29 * i) % 37 - 18) / 8 for i in range(5)] for s in range(16)])
x = x.astype(np.float32).astype(np.float64)
values, vectors = np.linalg.eigh(np.cov(x.T))
values, vectors = values[::-1], vectors.T[::-1]
vectors = np.array([v * np.sign(v[np.argmax(np.abs(v))]) for v in vectors])
white = (x - x.mean(0)) @ vectors.T / np.sqrt(values + 1e-5)


def row(name, array):
    print(f"inline constexpr double {name}[] = {{{', '.join(repr(float(v)) for v in np.asarray(array).flatten())}}};")


print("#pragma once\n")
print(f"// Written by principal_components.py with NumPy {np.__version__}. Do not edit.")
print("// clang-format off\nnamespace reference::principal_components {\n")
row("mean", x.mean(0))
row("variances", values)
row("components", vectors)
row("whitened", white[:3])
row("in_place", white[:3] @ vectors)
print("\n}  // namespace reference::principal_components\n// clang-format on")
