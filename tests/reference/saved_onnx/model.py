#!/usr/bin/env python3
"""Writes ../saved_onnx.hpp: a model of ONNX as its own Python package writes it, byte by byte.

python3 model.py > ../saved_onnx.hpp      (Debian: python3-onnx)
"""
import pathlib
import struct
import sys

import onnx
from onnx import helper, TensorProto

sys.path.append(str(pathlib.Path(__file__).parents[1]))
from golden_bytes import show


def model(number, code):
    def constant(name, extents, values):
        return helper.make_tensor(name, number, extents, struct.pack(f"<{len(values)}{code}", *values), raw=True)

    nodes = [
        helper.make_node("Transpose", ["input"], ["layers.0/Transpose"], "layers.0/Transpose", perm=[0, 2, 1]),
        helper.make_node("Flatten", ["layers.0/Transpose"], ["layers.1/Flatten"], "layers.1/Flatten", axis=1),
        helper.make_node("Gemm", ["layers.1/Flatten", "layers.1.weight", "layers.1.bias"], ["layers.1/Gemm"],
                         "layers.1/Gemm"),
        helper.make_node("LeakyRelu", ["layers.1/Gemm"], ["output"], "layers.1/LeakyRelu", alpha=0.25),
    ]
    constants = [constant("layers.1.weight", [4, 2], [0.5, -1, 2, 0.25, -3, 0, 1, 8]),
                 constant("layers.1.bias", [2], [-0.125, 4])]
    graph = helper.make_graph(nodes, "network",
                              [helper.make_tensor_value_info("input", number, ["batch", 2, 2])],
                              [helper.make_tensor_value_info("output", number, ["batch", 2])], constants)
    made = helper.make_model(graph, producer_name="ctnn", opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 8
    onnx.checker.check_model(made, full_check=True)
    return made.SerializeToString()


print(f"""#pragma once

// Written by model.py with ONNX {onnx.__version__}.

#include <cstdint>
#include <string>
#include <vector>

// clang-format off
namespace golden {{

inline std::string from_bytes(const std::vector<std::uint8_t>& bytes) {{
    return std::string(bytes.begin(), bytes.end());
}}

// Network<Input<2, 2>, Permute<1, 0>, Dense<2, LeakyReLUOf<1/4>>> with these weights, row by row, and biases:
// 0.5, -1, 2, 0.25, -3, 0, 1, 8; -0.125, 4.
""")
show("onnx_floats", model(TensorProto.FLOAT, "f"))
show("onnx_doubles", model(TensorProto.DOUBLE, "d"))
print("}  // namespace golden\n// clang-format on")
