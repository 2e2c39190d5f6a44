"""Imports Keras 3 from the folder of its source that KERAS names, on NumPy alone.

Debian has Python's h5py, absl and rich (python3-h5py, python3-absl, python3-rich), but no dm-tree, ml_dtypes or JAX: what
Keras asks of these for models of float32 stands here, JAX's windows among it.
"""
import importlib.machinery
import itertools
import os
import sys
import types
import unittest.mock

import numpy


class MapToNone:
    """What `traverse` is given for a leaf that becomes None."""


def is_nested(structure):
    return isinstance(structure, (list, tuple, dict))


def like(instance, values):
    values = list(values)
    if isinstance(instance, dict):
        return type(instance)(zip(instance, values))
    return type(instance)(*values) if hasattr(instance, "_fields") else type(instance)(values)


def items(structure):
    return list(structure.values()) if isinstance(structure, dict) else list(structure)


def traverse(function, structure, top_down=True):
    if top_down:
        made = function(structure)
        if made is not None:
            return None if made is MapToNone else made
    if is_nested(structure):
        structure = like(structure, [traverse(function, one, top_down) for one in items(structure)])
    if top_down:
        return structure
    made = function(structure)
    return structure if made is None else None if made is MapToNone else made


def map_structure_up_to(shallow, function, *structures):
    if not is_nested(shallow):
        return function(*structures)
    return like(shallow, [map_structure_up_to(one, function, *others)
                          for one, *others in zip(items(shallow), *map(items, structures))])


def map_structure(function, *structures):
    return map_structure_up_to(structures[0], function, *structures)


def around(shape, window, strides, padding):
    """Of each axis what is put before and behind, as lax.padtype_to_pads has it."""
    if padding.upper() == "VALID":
        return [(0, 0)] * len(shape)
    both = [max((-(-extent // stride) - 1) * stride + reach - extent, 0)
            for extent, reach, stride in zip(shape, window, strides)]
    return [(all_of // 2, all_of - all_of // 2) for all_of in both]


def seen(x, places, stride, extents):
    """What all windows see at one of their places."""
    return x[tuple(slice(place, place + (extent - 1) * step + 1, step)
                   for place, step, extent in zip(places, stride, extents))]


def conv_general_dilated(x, kernel, strides, padding, rhs_dilation, dimension_numbers, feature_group_count):
    """Channels last, and last but one in the kernel."""
    window = kernel.shape[:-2]
    reach = [(extent - 1) * step + 1 for extent, step in zip(window, rhs_dilation)]
    pads = around(x.shape[1:-1], reach, strides, padding)
    x = numpy.pad(x, [(0, 0), *pads, (0, 0)]).astype("f8")
    extents = [(extent - length) // step + 1 for extent, length, step in zip(x.shape[1:-1], reach, strides)]
    of_group, to = kernel.shape[-2], kernel.shape[-1] // feature_group_count
    y = numpy.zeros((x.shape[0], *extents, kernel.shape[-1]))
    for place in itertools.product(*map(range, window)):
        at = [i * step for i, step in zip(place, rhs_dilation)]
        part = seen(x, [0, *at], [1, *strides], [x.shape[0], *extents])
        for group in range(feature_group_count):
            y[..., group * to:(group + 1) * to] += (part[..., group * of_group:(group + 1) * of_group]
                                                    @ kernel[place][:, group * to:(group + 1) * to])
    return y.astype("f4")


def reduce_window(x, initial, reduce, window, strides, padding):
    x = numpy.pad(x, around(x.shape, window, strides, padding), constant_values=initial)
    extents = [(extent - length) // step + 1 for extent, length, step in zip(x.shape, window, strides)]
    y = None
    for place in itertools.product(*map(range, window)):
        part = seen(x, place, strides, extents)
        y = part if y is None else reduce(y, part)
    return y


class Jax:
    """Finds JAX's modules, of which only lax has anything."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, Jax) if name.split(".")[0] in ("jax", "jaxlib") else None

    @staticmethod
    def create_module(spec):
        module = unittest.mock.MagicMock(name=spec.name)
        module.__path__, module.__spec__ = [], spec
        if spec.name == "jax":
            module.lax = types.SimpleNamespace(
                conv_general_dilated=conv_general_dilated, reduce_window=reduce_window, max=numpy.maximum,
                add=numpy.add, ConvDimensionNumbers=lambda **_: None)
        return module

    @staticmethod
    def exec_module(module):
        pass


def keras():
    """The module, whatever it says of its first import."""
    tree = types.ModuleType("tree")
    for name, value in (("is_nested", is_nested), ("traverse", traverse), ("MAP_TO_NONE", MapToNone),
                        ("map_structure", map_structure), ("map_structure_up_to", map_structure_up_to),
                        ("_sequence_like", like)):
        setattr(tree, name, value)
    numbers = types.ModuleType("ml_dtypes")
    numbers.finfo, numbers.iinfo, numbers.bfloat16 = numpy.finfo, numpy.iinfo, numpy.float16
    sys.modules.update(tree=tree, ml_dtypes=numbers)
    sys.meta_path.append(Jax)
    os.environ["KERAS_BACKEND"] = "numpy"
    sys.path.insert(0, os.environ["KERAS"])
    import keras as module
    return module
