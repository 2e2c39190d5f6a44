#!/usr/bin/env python3
"""Writes npy.hpp: files that NumPy writes, byte by byte.

python3 npy.py > npy.hpp      (Debian: python3-numpy)
"""
import io

import numpy
from golden_bytes import show

PIXELS = numpy.arange(12).reshape(2, 2, 3)  # two samples of 2 x 3
NUMBERS = PIXELS / 4 - 1
LABELS = numpy.array([2, 0])


def saved(array, version=None):
    out = io.BytesIO()
    numpy.lib.format.write_array(out, array, version=version)
    return out.getvalue()


def zipped(save):
    out = io.BytesIO()
    save(out, x=PIXELS.astype("u1"), y=LABELS)
    return bytearray(out.getvalue())


print(f"""#pragma once

// Written by npy.py with NumPy {numpy.__version__}.

#include <cstdint>
#include <string>
#include <vector>

// clang-format off
namespace golden {{

inline std::string from_bytes(const std::vector<std::uint8_t>& bytes) {{
    return std::string(bytes.begin(), bytes.end());
}}

// Two samples of 2 x 3: 0 to 11, or a quarter of them less 1. Labels: 2, 0.
""")
show("bytes", saved(PIXELS.astype("u1")))
show("floats", saved(NUMBERS.astype("<f4")))
show("big_endian_columns", saved(numpy.asfortranarray(NUMBERS.astype(">f8"))))
show("halves_of_version_2", saved(NUMBERS.astype("<f2"), (2, 0)))
show("rows_of_version_3", saved(NUMBERS.reshape(2, 6), (3, 0)))
show("truth", saved(PIXELS % 2 == 1))
show("labels", saved(LABELS))
show("one_hot", saved(numpy.eye(3)[LABELS]))
show("objects", saved(numpy.array([{"a": 1}, None], dtype=object)))
show("records", saved(numpy.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")])))
show("stored", zipped(numpy.savez))
show("deflated", zipped(numpy.savez_compressed))

# A state_dict of Linear(2, 3), BatchNorm1d(3), Linear(3, 1) without bias, in several types and orders.
named = {
    "net.0.weight": numpy.array([[0.5, -1], [2, 0.25], [-0.75, 3]], "<f4"), "net.0.bias": numpy.array([1, -2, 0.5], "<f2"),
    "net.1.weight": numpy.array([1, 2, 4], ">f8"), "net.1.bias": numpy.array([0, 1, -1], "<f4"),
    "net.1.running_mean": numpy.array([0.5, 0, 1], "<f4"), "net.1.running_var": numpy.array([1, 4, 0.25], "<f4"),
    "net.1.num_batches_tracked": numpy.array(7), "net.3.weight": numpy.array([[1.5, -0.5, 8]], "<f4"),
    "other": numpy.zeros(1, "<f4"),
}
named["net.0.weight"] = numpy.asfortranarray(named["net.0.weight"])
for name, save in (("named", numpy.savez), ("named_deflated", numpy.savez_compressed)):
    buffer = io.BytesIO()
    save(buffer, **named)
    show(name, buffer.getvalue())
print("}  // namespace golden")
