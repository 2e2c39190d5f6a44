#!/usr/bin/env python3
"""Writes npy.hpp: files that NumPy writes, byte by byte.

python3 npy.py > npy.hpp      (Debian: python3-numpy)
"""
import io

import numpy

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


def show(name, content):
    print(f"inline const std::string {name} = from_bytes({{")
    line = "   "
    for byte in bytes(content):
        word = f" {byte},"
        if len(line) + len(word) > 105:
            print(line)
            line = "   "
        line += word
    print(line.rstrip(",") + "});\n")


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
print("}  // namespace golden")
