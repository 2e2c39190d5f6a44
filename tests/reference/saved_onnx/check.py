#!/usr/bin/env python3
"""Has ONNX's checker, shape inference included, look at the models of a folder: python3 check.py FOLDER"""
import pathlib
import sys

import onnx

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
    for value in [*inferred.graph.input, *inferred.graph.output]:
        assert value.type.tensor_type.shape.dim[0].dim_param == "batch", path
print(f"onnx {onnx.__version__} finds no fault")
