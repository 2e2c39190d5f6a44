#!/usr/bin/env python3
"""Writes least_squares.hpp: the closed form of linear regressions by NumPy, in float64.

/usr/bin/python3 least_squares.py > least_squares.hpp

Samples of three inputs and two targets, exact in float. The weights and, last, the biases; without a penalty by
lstsq, and with l2 / 2 * w^2 on the weights beside the mean of squares, by the normal equations.
"""
import numpy

SAMPLES, INPUTS, OUTPUTS, L2 = 24, 3, 2, 0.125
random = numpy.random.default_rng(5)
x = random.normal(size=(SAMPLES, INPUTS)).astype(numpy.float32).astype(float).round(3)
x[:, 2] *= 8
t = (x @ random.normal(size=(INPUTS, OUTPUTS)) + 3 + 0.5 * random.normal(size=(SAMPLES, OUTPUTS))).round(3)
x, t = x.astype(numpy.float32).astype(float), t.astype(numpy.float32).astype(float)
a = numpy.hstack([x, numpy.ones((SAMPLES, 1))])
plain = numpy.linalg.lstsq(a, t, rcond=None)[0]
scale = 2 / (SAMPLES * OUTPUTS)
ridge = numpy.linalg.solve(scale * a.T @ a + L2 * numpy.diag([1.0] * INPUTS + [0.0]), scale * a.T @ t)


def table(declaration, rows):
    print(f"inline constexpr {declaration} = {{")
    for row in rows:
        print("    {" + ", ".join(repr(float(v)) for v in row) + "},")
    print("};\n")


print(f"""#pragma once

#include <cstddef>

// Written by least_squares.py with NumPy {numpy.__version__}. Do not edit.
// clang-format off
namespace reference::least_squares {{

inline constexpr std::size_t samples = {SAMPLES};
inline constexpr double l2 = {L2};
""")
table(f"double inputs[samples][{INPUTS}]", x)
table(f"double targets[samples][{OUTPUTS}]", t)
print("// The weights of each input, then the biases; and what is left of the mean of squares.\n")
table(f"double plain[{INPUTS + 1}][{OUTPUTS}]", plain)
table(f"double ridge[{INPUTS + 1}][{OUTPUTS}]", ridge)
print(f"inline constexpr double plain_loss = {numpy.mean((a @ plain - t) ** 2)!r};\n")
print("}  // namespace reference::least_squares")
