"""Writes safetensors files with nothing but numpy."""

import json

import numpy


def write(path, tensors, about=None):
    """Writes arrays by their names: float64 as F64, whatever else as F32."""
    header, values, end = {"__metadata__": about or {}}, [], 0
    for name, array in tensors.items():
        array = numpy.ascontiguousarray(array)
        kind = "F64" if array.dtype == numpy.float64 else "F32"
        array = array.astype("<f8" if kind == "F64" else "<f4")
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [end, end + array.nbytes]}
        values.append(array.tobytes())
        end += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)  # so that the values are aligned, for whoever maps the file
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(values))
