#!/usr/bin/env python3
"""Writes initializers.hpp: fingerprints of what each initializer draws, by NumPy and Python's integers.

python3 initializers.py > initializers.hpp
"""
import numpy

COUNT, SEED, FAN_IN, FAN_OUT = 200, 42, 300, 50
MASK = 2**64 - 1


def split_mix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def uniform(limit, dtype):
    """Signed integers of as many bits as the type holds exactly, times the limit."""
    bits = numpy.finfo(dtype).nmant + 1
    unit = dtype(limit / 2.0**(bits - 1))
    numbers = split_mix(SEED)
    for _ in range(COUNT):
        n = next(numbers)
        n -= 2**64 if n >> 63 else 0
        yield dtype(n >> (64 - bits)) * unit


def normal(sigma, dtype):
    """Sums of twelve uniform numbers of 32 bits, less their mean, times sigma."""
    unit = sigma * 2.0**-32
    numbers = split_mix(SEED)
    for _ in range(COUNT):
        total = 0
        for _ in range(6):
            n = next(numbers)
            total += (n >> 32) + (n & 0xFFFFFFFF)
        yield dtype(float(total - 6 * (2**32 - 1)) * unit)


def fingerprint(values):
    """FNV-1a of the little-endian bytes."""
    code = 0xCBF29CE484222325
    for value in values:
        for byte in value.newbyteorder("<").tobytes():
            code = ((code ^ byte) * 0x100000001B3) & MASK
    return code


def root(gain, fan):
    return float(numpy.sqrt(numpy.float64(gain) / numpy.float64(fan)))


initializers = {
    "glorot_uniform": (uniform, root(6, FAN_IN + FAN_OUT)),
    "glorot_normal": (normal, root(2, FAN_IN + FAN_OUT)),
    "he_uniform": (uniform, root(6, FAN_IN)),
    "he_normal": (normal, root(2, FAN_IN)),
    "lecun_uniform": (uniform, root(3, FAN_IN)),
    "lecun_normal": (normal, root(1, FAN_IN)),
    "uniform": (uniform, 1 / 20),
    "normal": (normal, 5 / 100),
}

print(f"""#pragma once

#include <cstddef>
#include <cstdint>

// Written by initializers.py with NumPy {numpy.__version__}. Do not edit.
// clang-format off
namespace reference::initializers {{

/// The first {COUNT} numbers after the seed for that fan, as FNV-1a of their bytes.
inline constexpr std::size_t count = {COUNT}, fan_in = {FAN_IN}, fan_out = {FAN_OUT};
inline constexpr std::uint64_t seed = {SEED};

/// spread is the limit of a uniform, the standard deviation of a normal initializer.
struct Draws {{
    double spread;
    std::uint64_t in_float, in_double;
}};
""")
for name, (draw, spread) in initializers.items():
    types = (numpy.float32, numpy.float64)
    codes = ", ".join("0x%016X" % fingerprint(draw(spread, dtype)) for dtype in types)
    print(f"inline constexpr Draws {name}{{{spread!r}, {codes}}};")
print("\n}  // namespace reference::initializers")
