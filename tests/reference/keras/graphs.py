"""Models with branches, by Keras 3 on NumPy: files as Keras itself saves them, and what it computes.

KERAS=FOLDER python3 graphs.py MODELS SEED COUNT   random ones, .keras and .h5, for compare.cpp; FOLDER holds Keras's source
KERAS=FOLDER python3 graphs.py --golden            the files beside this, and ../keras_graphs.hpp

What stand_ins.py wants has to be there.
"""
import gzip
import json
import pathlib
import random
import struct
import sys
import tempfile
import textwrap
import zipfile

import h5py
import numpy

import stand_ins
import write

keras = stand_ins.keras()
layers = keras.layers


def fill(model, seed):
    """Numbers of no training, small enough that sums of many branches stay of their size."""
    numbers = numpy.random.default_rng(seed)
    for variable in model.weights:
        low, high = (0.5, 1.5) if "variance" in variable.path else (-0.6, 0.6)
        variable.assign(numbers.uniform(low, high, variable.shape).astype("f4"))


class Maker:
    """Random blocks that keep rows and columns, or steps, as they are."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def activation(self):
        return self.random.choice(["linear", "relu", "tanh", "sigmoid", "elu", "swish", "gelu"])

    def kernel(self, rank, filters, size, **more):
        if rank == 1:
            return layers.Dense(filters, **more)
        if rank == 2:
            return layers.Conv1D(filters, size, padding=self.random.choice(["same", "causal"]), **more)
        return layers.Conv2D(filters, size, padding="same", **more)

    def width(self, x, channels):
        if x.shape[-1] == channels and self.random.random() < 0.5:
            return x
        return self.kernel(len(x.shape) - 1, channels, 1)(x)

    def layer(self, x):
        rank = len(x.shape) - 1
        choices = [lambda: self.kernel(rank, self.random.randint(1, 4), self.random.randint(1, 3),
                                       activation=self.activation(), use_bias=self.random.random() < 0.7)(x),
                   lambda: layers.BatchNormalization()(x), lambda: layers.LayerNormalization()(x),
                   lambda: layers.Activation(self.activation())(x), lambda: layers.Dropout(0.5)(x),
                   lambda: layers.ReLU()(x)]
        if rank == 2:
            choices.append(lambda: layers.GRU(self.random.randint(1, 3), return_sequences=True,
                                              reset_after=self.random.random() < 0.5)(x))
            choices.append(lambda: layers.MaxPooling1D(2, strides=1, padding="same")(x))
        if rank == 3:
            choices.append(lambda: layers.DepthwiseConv2D(3, padding="same")(x))
            choices.append(lambda: layers.AveragePooling2D(2, strides=1, padding="same")(x))
        return self.random.choice(choices)()

    def summed(self, x, depth):
        channels = self.random.choice([x.shape[-1], self.random.randint(1, 4)])
        parts = [self.width(self.block(x, depth - 1), channels) for _ in range(self.random.randint(1, 2))]
        parts.append(self.width(x, channels))
        self.random.shuffle(parts)
        kinds = [layers.Add(), layers.Multiply(), layers.Average()]
        if len(parts) == 2:
            kinds += [layers.Subtract()]
            if self.random.random() < 0.3:
                return self.random.choice([lambda a, b: a + b, lambda a, b: a * b, lambda a, b: a - b])(*parts)
        return self.random.choice(kinds)(parts)

    def side_by_side(self, x, depth):
        parts = [self.block(x, depth - 1) for _ in range(self.random.randint(1, 2))] + [x]
        self.random.shuffle(parts)
        return layers.Concatenate()(parts)

    def lengthened(self, x):
        """Along rows, columns or steps."""
        axis = self.random.randint(1, max(1, len(x.shape) - 2))
        return layers.Concatenate(axis=self.random.choice([axis, axis - len(x.shape)]))(
            [self.width(self.block(x, 1), x.shape[-1]), x])

    def gate(self, x, depth):
        rank, channels = len(x.shape) - 1, x.shape[-1]
        if rank == 1:
            weight = layers.Dense(self.random.choice([1, channels]), activation="sigmoid")(x)
        elif self.random.random() < 0.3:  # one for each place
            weight = self.kernel(rank, 1, 3, activation="sigmoid")(x)
        else:
            pool = layers.GlobalAveragePooling1D if rank == 2 else layers.GlobalAveragePooling2D
            weight = layers.Dense(channels, activation="sigmoid")(pool()(x))
            if self.random.random() < 0.7:
                weight = layers.Reshape((1,) * (rank - 1) + (channels,))(weight)
        return layers.Multiply()([x, weight] if self.random.random() < 0.5 else [weight, x])

    def skips(self, x, depth):
        """Of which one begins within the other."""
        channels = x.shape[-1]
        first = self.width(self.layer(x), channels)
        second = self.width(self.block(first, depth - 1), channels)
        parts = [x, first, second]
        if self.random.random() < 0.5:
            return layers.Concatenate()(parts)
        self.random.shuffle(parts)
        return layers.Add()(parts)

    def within(self, x, depth):
        inner = keras.Input(x.shape[1:])
        return keras.Model(inner, self.width(self.block(inner, depth - 1), 2))(x)

    def block(self, x, depth):
        if depth == 0:
            return self.layer(x)
        kind = self.random.choice([self.summed, self.side_by_side, self.gate, self.skips, self.within,
                                   lambda x, depth: self.block(self.layer(x), depth - 1)])
        return kind(x, depth)

    def model(self):
        shape = self.random.choice([(4,), (5, 3), (5, 4, 2)])
        x = begin = keras.Input(shape)
        for _ in range(self.random.randint(1, 3)):
            x = self.block(x, self.random.randint(1, 3))
            x = self.width(x, min(x.shape[-1], 5))
            if self.random.random() < 0.2:
                x = self.lengthened(x)
        if len(shape) > 1 and self.random.random() < 0.5:
            x = layers.Dense(3)(layers.Flatten()(x))
        made = keras.Model(begin, x)
        return keras.Sequential([keras.Input(shape), made, layers.Dense(2)]) if self.random.random() < 0.2 else made


def residual():
    """A block of a ResNet whose shortcut has a convolution, and one whose shortcut has none."""
    x = begin = keras.Input((6, 5, 2))
    for stride in (2, 1):
        y = layers.Conv2D(3, 3, strides=stride, padding="same", use_bias=False)(x)
        y = layers.ReLU()(layers.BatchNormalization()(y))
        y = layers.BatchNormalization()(layers.Conv2D(3, 3, padding="same", use_bias=False)(y))
        x = layers.BatchNormalization()(layers.Conv2D(3, 1, strides=2, use_bias=False)(x)) if stride == 2 else x
        x = layers.Activation("relu")(layers.Add()([x, y]))
    return keras.Model(begin, layers.Dense(2, activation="softmax")(layers.GlobalAveragePooling2D()(x)))


def towers():
    """Three behind each other's channels, as Inception has them."""
    begin = keras.Input((4, 4, 2))
    one = layers.Conv2D(2, 1, activation="relu")(begin)
    three = layers.Conv2D(2, 3, padding="same", activation="relu")(layers.Conv2D(1, 1, activation="relu")(begin))
    pool = layers.Conv2D(1, 1)(layers.MaxPooling2D(3, strides=1, padding="same")(begin))
    return keras.Model(begin, layers.Dense(2)(layers.Flatten()(layers.Concatenate()([one, three, pool]))))


def gated():
    """Squeeze and excitation, and a gate of each place; a difference, and a mean."""
    begin = keras.Input((3, 4, 2))
    x = layers.Conv2D(4, 3, padding="same", activation="tanh")(begin)
    weight = layers.Dense(2, activation="relu")(layers.GlobalAveragePooling2D()(x))
    weight = layers.Reshape((1, 1, 4))(layers.Dense(4, activation="sigmoid")(weight))
    x = layers.Multiply()([x, weight])
    x = layers.Conv2D(1, 1, activation="sigmoid")(x) * x
    x = layers.Subtract()([layers.Conv2D(2, 1)(x), layers.Conv2D(2, 1)(x)])
    return keras.Model(begin, layers.Average()([x, layers.Activation("relu")(x)]))


def within():
    """A graph in a Sequential model, and one in that."""
    deep = keras.Input((4,))
    deep = keras.Model(deep, layers.Add()([deep, layers.Dense(4, activation="tanh")(deep)]), name="deep")
    begin = keras.Input((3,))
    x = layers.Dense(4)(begin)
    body = keras.Model(begin, layers.Concatenate()([deep(x), layers.Dense(2)(x)]), name="body")
    return keras.Sequential([keras.Input((3,)), body, layers.Dense(2)])


def convolved():
    """A temporal convolutional network: dilated causal blocks, each added to its input."""
    x = begin = keras.Input((7, 1))
    for dilation in (1, 2):
        y = layers.Conv1D(3, 2, padding="causal", dilation_rate=dilation, activation="relu")(x)
        y = layers.Dropout(0.1)(layers.Conv1D(3, 2, padding="causal", dilation_rate=dilation)(y))
        x = layers.Add()([x if x.shape[-1] == 3 else layers.Conv1D(3, 1)(x), y])
    return keras.Model(begin, x)


def skips():
    """Sums and rows of values of which one is made of the other; steps behind rows."""
    begin = keras.Input((2, 3, 2))
    one = layers.Dense(2, activation="tanh")(begin)
    two = layers.Dense(2, activation="relu")(one)
    x = layers.Add()([two, begin, one])
    return keras.Model(begin, layers.Concatenate(axis=1)([x, layers.Dense(2)(x)]))


def reset_before():
    """GRUs as they were before cuDNN's."""
    return keras.Sequential([keras.Input((4, 2)), layers.GRU(3, reset_after=False, return_sequences=True),
                             layers.Bidirectional(layers.GRU(2, reset_after=False, use_bias=False, activation="relu"))])


def added():
    begin = keras.Input((2,))
    return keras.Model(begin, layers.Add()([begin, layers.Dense(2, activation="relu")(begin)]))


def shared():
    begin, dense = keras.Input((2,)), layers.Dense(2, name="shared")
    return keras.Model(begin, layers.Add()([dense(begin), dense(layers.ReLU()(begin))]))


def crossed():
    begin = keras.Input((2,))
    x, y = layers.Dense(2)(begin), layers.Dense(2)(begin)
    crossed = layers.Multiply(name="crossed")([x, y])
    return keras.Model(begin, layers.Add(name="sum")([crossed, x]))


def several():
    one, two = keras.Input((2,)), keras.Input((2,))
    return keras.Model([one, two], layers.Add()([one, two]))


def greatest():
    begin = keras.Input((2,))
    return keras.Model(begin, layers.Maximum(name="greatest")([begin, layers.Dense(2)(begin)]))


def operated():
    """Sums and others that are written as Python writes them: of two values, and with numbers before and behind."""
    begin = keras.Input((3, 2))
    x = layers.Dense(2, activation="tanh")(begin * numpy.array([0.5, 2], "f4") - 0.25)
    y = 1 - layers.Dense(2)(x) / 4
    z = -(x + y)
    gate = 2 * layers.Dense(1, activation="sigmoid")(z)
    return keras.Model(begin, (0.5 + z) * gate - z)


FUNCTIONS = {"Add": "__operators__.add", "Subtract": "math.subtract", "Multiply": "math.multiply",
             "TrueDivide": "math.truediv", "Divide": "math.truediv", "Negative": "math.negative"}


def operation_of_keras_2(layer):
    """A TFOpLambda, whose call has its other argument by name."""
    def operand(of):
        if not isinstance(of, dict):
            return of
        return of["config"].get("keras_history") or of["config"]["value"]
    first, *others = [operand(of) for of in layer["inbound_nodes"][0]["args"]]
    more = {"y": others[0], "name": None} if others else {"name": None}
    call = [*first, more] if isinstance(first, list) and isinstance(first[0], str) else ["_CONSTANT_VALUE", -1, first, more]
    return {"class_name": "TFOpLambda", "name": layer["name"], "inbound_nodes": [call],
            "config": {"name": layer["name"], "trainable": True, "function": FUNCTIONS[layer["class_name"]]}}


def as_of_keras_2(path):
    """Makes an .h5 file what Keras 2 writes: its version, and calls as lists."""
    def legacy(call):
        def references(of):
            if isinstance(of, dict):
                return [of["config"]["keras_history"] + [{}]]
            return [one for part in of for one in references(part)]
        return references(call["args"])
    with h5py.File(path, "r+") as file:
        config = write.without_training(json.loads(file.attrs["model_config"]))
        all_layers = config["config"]["layers"]
        for i, layer in enumerate(all_layers):
            if list(layer["config"]) == ["name"]:
                all_layers[i] = operation_of_keras_2(layer)
                continue
            layer["inbound_nodes"] = [legacy(call) for call in layer["inbound_nodes"]]
            layer["config"].pop("dtype", None)
            for name in ("module", "registered_name", "build_config"):
                layer.pop(name, None)
            if layer["class_name"] == "InputLayer":
                layer["config"] = {"batch_input_shape": layer["config"]["batch_shape"], "name": layer["name"]}
        file.attrs["model_config"] = json.dumps(config)
        file.attrs["keras_version"] = "2.15.0"


def shortened(path):
    """A .keras file without what its config says of training."""
    with zipfile.ZipFile(path) as file:
        content = {name: file.read(name) for name in file.namelist()}
    content["config.json"] = json.dumps(write.without_training(json.loads(content["config.json"]))).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name in content:
            file.writestr(zipfile.ZipInfo(name), content[name])


def asked(model, seed, samples=2):
    x = numpy.random.default_rng(seed).uniform(-1, 1, (samples, *model.input_shape[1:])).astype("f4")
    return x.ravel(), model(x, training=False).ravel()


def write_golden():
    here = pathlib.Path(__file__).parent
    folder = pathlib.Path(tempfile.mkdtemp())
    with open(here.parent / "keras_graphs.hpp", "w") as header:
        print("#pragma once\n\n// Written by keras/graphs.py: what Keras 3.16 computed, on NumPy, of the models beside it.\n\n"
              "#include <vector>\n\n// clang-format off\nnamespace golden {", file=header)
        for seed, make in enumerate((residual, towers, gated, within, convolved, skips, reset_before, added, shared, crossed, several,
                                     greatest, operated)):
            keras.utils.clear_session()
            model, name = make(), make.__name__
            fill(model, seed)
            for kind in (".keras", ".h5") if make in (residual, added, operated) else (".keras",):
                path = folder / (name + kind)
                model.save(path)
                if kind == ".h5":
                    as_of_keras_2(path)
                else:
                    shortened(path)
                (here / (path.name + ".gz")).write_bytes(gzip.compress(path.read_bytes(), mtime=0))
            if make in (added, shared, crossed, several, greatest):
                continue
            for what, values in zip("xy", asked(model, seed)):
                numbers = textwrap.wrap(", ".join(f"{value:.9g}" for value in values), 106)
                print(f"\ninline const std::vector<double> {name}_{what}{{\n    " + "\n    ".join(numbers) + "};",
                      file=header)
        print("\n}  // namespace golden", file=header)


def main(folder, seed=1, count=100):
    if folder == "--golden":
        return write_golden()
    for i in range(int(count)):
        keras.utils.clear_session()
        model = Maker(int(seed) * 1000 + i).model()
        fill(model, i)
        x, y = asked(model, i, 3)
        path = pathlib.Path(folder) / str(i)
        model.save(path.with_suffix(".keras"))
        model.save(path.with_suffix(".h5"))
        numbers = [*x.tolist(), *y.tolist()]
        path.with_suffix(".values").write_bytes(struct.pack(f"<QQQ{len(numbers)}d", len(x), len(y), 0, *numbers))
    print(f"{count} models")


if __name__ == "__main__":
    main(*sys.argv[1:])
