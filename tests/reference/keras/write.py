"""Writes models that models.mjs made as Keras's own files, a .keras and an .h5 of each, by h5py.

python3 write.py models.json FOLDER     (Debian: python3-h5py, python3-torch)
python3 write.py models.json --golden   of `node models.mjs golden`: the files beside this, and ../keras.hpp

The layouts are those of Keras's keras/src/saving/saving_lib.py (.keras: a zip file with an HDF5 file of weights by the
layers' classes) and keras/src/legacy/saving/legacy_h5_format.py (.h5: weights by the layers' names). Keras itself is
not asked: what it computes of the same configs is TensorFlow.js's word, and of GRUs that reset behind their product, which
that has not, PyTorch's.
"""
import copy
import gzip
import io
import json
import pathlib
import re
import struct
import sys
import textwrap
import zipfile

import h5py
import numpy


def snake_case(name):
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def arrays_of(layer):
    return [numpy.array(w["values"], "<i8" if w["name"] == "count" else "<f4").reshape(w["shape"])
            for w in layer["weights"]]


def hdf5(fill, **options):
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", **options) as file:
        fill(file)
    return buffer.getvalue()


def legacy(model):
    """The bytes of an .h5 file."""
    def fill(file):
        file.attrs["keras_version"] = model["version"]
        file.attrs["backend"] = "tensorflow"
        file.attrs["model_config"] = json.dumps(model["topology"]).encode()
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = numpy.asarray([layer["name"].encode() for layer in model["layers"]])
        for layer in sorted(model["layers"], key=lambda layer: layer["name"]):
            own = group.create_group(layer["name"])
            own.attrs["weight_names"] = numpy.asarray([w["name"].encode() for w in layer["weights"]])
            for w, array in zip(layer["weights"], arrays_of(layer)):
                own.create_dataset(w["name"], data=array)
    return hdf5(fill)


def modern_config(topology):
    """A config as Keras 3 has it: an InputLayer of its own, and where each class is from."""
    def modern(layer):
        if layer["class_name"] == "Sequential":
            return modern_config(layer)
        config = {name: value for name, value in layer["config"].items() if name != "batch_input_shape"}
        for name in ("layer", "backward_layer"):
            if name in config:
                config[name] = modern(config[name])
        if layer["class_name"] == "LeakyReLU":
            config["negative_slope"] = config.pop("alpha")
        config["dtype"] = {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"},
                           "registered_name": None}
        return {"module": "keras.layers", "class_name": layer["class_name"], "config": config, "registered_name": None}
    layers = topology["config"]["layers"]
    shape = layers[0]["config"]["batch_input_shape"]
    first = {"module": "keras.layers", "class_name": "InputLayer", "registered_name": None,
             "config": {"batch_shape": shape, "dtype": "float32", "sparse": False, "name": "input_layer"}}
    return {"module": "keras", "class_name": topology["class_name"], "registered_name": None,
            "config": {"name": topology["config"]["name"], "trainable": True, "build_input_shape": shape,
                       "layers": [first] + [modern(layer) for layer in layers]}}


def chain_config(config):
    """The same as a Functional model."""
    config = copy.deepcopy(config)
    config["class_name"] = "Functional"
    layers, before = config["config"]["layers"], None
    for layer in layers:
        layer["name"] = layer["config"]["name"]
        tensor = {"class_name": "__keras_tensor__", "config": {"shape": [None], "keras_history": [before, 0, 0]}}
        layer["inbound_nodes"] = [{"args": [tensor], "kwargs": {}}] if before else []
        before = layer["name"]
    config["config"]["input_layers"] = [["input_layer", 0, 0]]
    config["config"]["output_layers"] = [[before, 0, 0]]
    return config


def fill_layers(file, folder, layers, twice=False):
    """`twice`: each layer that has arrays is counted so, as Keras 2.12 and 2.13 do."""
    used = {}
    for layer in layers:
        name = snake_case(layer["kind"])
        count = used.get(name, 0)
        path = f"{folder}/{name}" + (f"_{count}" if count else "")
        arrays = arrays_of(layer)
        used[name] = count + (2 if twice and (arrays or "layers" in layer) else 1)
        file.create_group(path).create_group("vars")
        places = [(path, arrays)]
        if layer["kind"] in ("LSTM", "GRU", "SimpleRNN"):
            places = [(path + "/cell", arrays)]
        elif layer["kind"] == "TimeDistributed":
            places = [(path + "/layer", arrays)]
        elif layer["kind"] == "Bidirectional":
            half = len(arrays) // 2
            places = [(path + "/forward_layer/cell", arrays[:half]), (path + "/backward_layer/cell", arrays[half:])]
        elif "layers" in layer:
            places = []
            fill_layers(file, path + ("/_layer_checkpoint_dependencies" if twice else "/layers"), layer["layers"], twice)
        for place, own in places:
            for i, array in enumerate(own):
                file.create_dataset(f"{place}/vars/{i}", data=array)


def keras(model, chain=False, version="3.3.3"):
    """The bytes of a .keras file."""
    def fill(file):
        if version.startswith("2.13"):
            fill_layers(file, "_layer_checkpoint_dependencies", model["layers"], twice=True)
        else:
            fill_layers(file, "layers", model["layers"])
        file.create_group("vars")
    config = modern_config(model["topology"])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in (("metadata.json", json.dumps({"keras_version": version})),
                              ("config.json", json.dumps(chain_config(config) if chain else config)),
                              ("model.weights.h5", hdf5(fill))):
            file.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def gru_model(seed):
    """A GRU that resets behind its product, and what PyTorch computes of it."""
    import torch
    torch.manual_seed(seed)
    steps, features, units, last = 3 + seed % 3, 1 + seed % 4, 1 + seed % 5, seed % 2 == 0
    gru = torch.nn.GRU(features, units, batch_first=True)
    x = torch.rand(3, steps, features) * 2 - 1
    with torch.no_grad():
        y = gru(x)[0]

    def ours(rows):  # r z n, each of units rows, as columns z r h
        r, z, n = rows.detach().numpy().reshape(3, units, -1)
        return numpy.concatenate([z, r, n]).T
    weights = [("kernel", ours(gru.weight_ih_l0)), ("recurrent_kernel", ours(gru.weight_hh_l0)),
               ("bias", numpy.concatenate([ours(gru.bias_ih_l0), ours(gru.bias_hh_l0)]))]
    config = {"name": "gru", "units": units, "activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True,
              "return_sequences": not last, "reset_after": True, "batch_input_shape": [None, None, features]}
    y = y[:, -1] if last else y
    return {"version": "2.15.0", "x": x.numpy().ravel().tolist(), "y": y.numpy().ravel().tolist(),
            "topology": {"class_name": "Sequential", "config": {"name": "model", "layers": [
                {"class_name": "GRU", "config": config}]}}, "steps": steps,
            "layers": [{"name": "gru", "kind": "GRU", "weights": [
                {"name": f"gru/gru_cell/{name}:0", "shape": list(array.shape), "values": array.ravel().tolist()}
                for name, array in weights]}]}


def scaled_model():
    """A Normalization as it was adapted, and a dense layer, by NumPy."""
    mean, variance = numpy.array([1, -2, 3], "<f4"), numpy.array([4, 0.25, 9], "<f4")
    kernel, bias = numpy.array([[0.5, 1], [-1, 2], [0.25, -0.5]], "<f4"), numpy.array([0.5, -0.25], "<f4")
    x = numpy.array([[1, 2, 3], [-4, 0.5, 7], [0, 0, 1.5]])
    y = numpy.maximum((x - mean) / numpy.sqrt(variance) @ kernel + bias, 0)
    norm = {"name": "normalization", "axis": [-1], "invert": False, "mean": None, "variance": None,
            "batch_input_shape": [None, 3]}
    dense = {"name": "dense", "units": 2, "activation": "relu", "use_bias": True}

    def weight(name, array):
        return {"name": name, "shape": list(array.shape), "values": array.ravel().tolist()}
    return {"version": "3.3.3", "x": x.ravel().tolist(), "y": y.ravel().tolist(),
            "topology": {"class_name": "Sequential", "config": {"name": "model", "layers": [
                {"class_name": "Normalization", "config": norm}, {"class_name": "Dense", "config": dense}]}},
            "layers": [{"name": "normalization", "kind": "Normalization", "weights": [
                           weight("mean", mean), weight("variance", variance),
                           weight("count", numpy.zeros((), "<i8"))]},
                       {"name": "dense", "kind": "Dense", "weights": [weight("kernel", kernel), weight("bias", bias)]}]}


def deep_model(depth):
    """A model within a model, of which each layer adds 1."""
    names = [f"a_dense_layer_of_which_there_are_many_{i}" for i in range(depth)]
    layers = [{"class_name": "Dense", "config": {"name": name, "units": 1}} for name in names]
    inner = {"class_name": "Sequential", "config": {"name": "deep", "layers": layers, "batch_input_shape": [None, 1]}}
    weights = [{"name": f"{name}/{kind}:0", "shape": shape, "values": [1]} for name in names
               for kind, shape in (("kernel", [1, 1]), ("bias", [1]))]
    return {"version": "2.15.0", "layers": [{"name": "deep", "kind": "Sequential", "weights": weights}],
            "topology": {"class_name": "Sequential", "config": {"name": "model", "layers": [inner]}}}


def kinds(file):
    """What an HDF5 file may hold besides what Keras puts there."""
    group = file.create_group("group")
    for kind in ("<f2", "<f4", "<f8", ">f4", "<i4"):
        group.create_dataset(kind.replace("<", "l").replace(">", "b"), data=numpy.array([[0.5, -2, 3]]).astype(kind))
    group.create_dataset("one", data=numpy.float32(7))
    group.create_dataset("none", shape=(0, 3), dtype="<f4")
    group.create_dataset("packed", data=numpy.zeros((4, 4), "f4"), compression="gzip")
    group["soft"] = h5py.SoftLink("/group/lf4")
    file.create_group("other")["outside"] = h5py.ExternalLink("/etc/passwd", "/")
    group.attrs["texts"] = numpy.asarray([b"one", b"three"])
    group.attrs["text"] = "a text elsewhere"
    group.attrs["number"] = 3
    for i in range(20):
        file.create_group(f"many/{i}")


def without_training(config):
    """A config without what only training asks for: the files shall be small."""
    if isinstance(config, list):
        return [without_training(one) for one in config]
    if not isinstance(config, dict):
        return config
    ends = ("_initializer", "_regularizer", "_constraint")
    return {name: without_training(value) for name, value in config.items() if not name.endswith(ends)}


def write_golden(models):
    here = pathlib.Path(__file__).parent
    models = dict(zip(("images", "sequence", "nested", "gru", "scaled"), models + [gru_model(7), scaled_model()]))
    for model in models.values():
        model["topology"] = without_training(model["topology"])
    def write(name, content):
        (here / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))  # HDF5 is mostly zeros
    write("images.keras", keras(models["images"]))
    write("sequence.h5", legacy(models["sequence"]))
    write("gru.keras", keras(models["gru"], chain=True))
    write("nested.keras", keras(models["nested"]))
    write("nested.h5", legacy(models["nested"]))
    write("nested_2_13.keras", keras(models["nested"], version="2.13.1"))
    write("deep.h5", legacy(deep_model(80)))
    write("scaled.keras", keras(models["scaled"]))
    write("gru.h5", legacy(models["gru"]))
    write("kinds.h5", hdf5(kinds))
    write("latest.h5", hdf5(lambda file: file.attrs.create("model_config", "{}"), libver="latest"))
    with open(here.parent / "keras.hpp", "w") as header:
        print("#pragma once\n\n// Written by keras/write.py: what TensorFlow.js 4.22 computed of the models beside it, "
              "PyTorch 1.13 of\n// the GRU, NumPy of what is scaled. The files have Keras's own layouts, and were "
              "written by h5py.\n\n"
              "#include <vector>\n\n// clang-format off\nnamespace golden {", file=header)
        for name, model in models.items():
            for what in "xy":
                numbers = textwrap.wrap(", ".join(f"{value:.9g}" for value in model[what]), 106)
                print(f"\ninline const std::vector<double> {name}_{what}{{\n    " + "\n    ".join(numbers) + "};",
                      file=header)
        print("\n}  // namespace golden", file=header)


def main(models, folder):
    if folder == "--golden":
        return write_golden(json.loads(pathlib.Path(models).read_text()))
    folder = pathlib.Path(folder)
    all_models = json.loads(pathlib.Path(models).read_text()) + [gru_model(seed) for seed in range(4)]
    for i, model in enumerate(all_models):
        old_gates = "hard_sigmoid" in json.dumps(model["topology"])  # that of Keras 3 is another
        (folder / f"{i}.h5").write_bytes(legacy(model))
        if not old_gates:
            (folder / f"{i}.keras").write_bytes(keras(model, chain=i % 2 == 0))
        numbers = model["x"] + model["y"]
        (folder / f"{i}.values").write_bytes(struct.pack(f"<QQQ{len(numbers)}d", len(model["x"]), len(model["y"]),
                                                         model.get("steps", 0), *numbers))
    print(f"{len(all_models)} models")


if __name__ == "__main__":
    main(*sys.argv[1:])
