#!/usr/bin/env bash
# Trains models of scikit-learn and PyTorch, brings them into C++ programs by the pages beside this, and compares the
# answers: examples/python/check.sh [PYTHON]   (Debian: python3-sklearn, python3-torch)
# Keras is no Debian package: in its place are objects with the attributes of its layers, which NumPy computes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=${1:-python3}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
cd "$folder"

PYTHONPATH=$here "$python" - <<'PYTHON'
import warnings

import numpy
import torch
from sklearn.neural_network import MLPClassifier, MLPRegressor

import from_keras
import from_sklearn
import from_torch

warnings.filterwarnings("ignore")
random = numpy.random.default_rng(1)
x = random.normal(size=(200, 5))
three = (x[:, 0] > 0).astype(int) + (x[:, 1] > 0)
models = []
for activation in ("relu", "tanh", "logistic", "identity"):
    classifier = MLPClassifier((7, 4), activation=activation, max_iter=50, random_state=1).fit(x, three)
    models.append((from_sklearn.save, "load", classifier, classifier.predict_proba(x[:3])))
two = MLPClassifier((6,), max_iter=50, random_state=1).fit(x, x[:, 0] > 0)
models.append((from_sklearn.save, "load", two, two.predict_proba(x[:3])[:, 1:]))
regressor = MLPRegressor((8,), max_iter=50, random_state=1).fit(x, x[:, :2] ** 2)
models.append((from_sklearn.save, "load", regressor, regressor.predict(x[:3])))
torch.manual_seed(1)
for model in (torch.nn.Sequential(torch.nn.Linear(5, 9), torch.nn.GELU(), torch.nn.Dropout(), torch.nn.Linear(9, 3),
                                  torch.nn.Softmax(-1)),
              torch.nn.Sequential(torch.nn.Linear(5, 4, bias=False), torch.nn.SiLU(), torch.nn.Linear(4, 2))):
    answers = model.eval()(torch.tensor(x[:3], dtype=torch.float32)).detach().numpy()
    models.append((from_torch.save, "read_safetensors", model, answers))

def relu(z):
    return numpy.maximum(z, 0)


def linear(z):
    return z


class Weight:
    def __init__(self, path, shape):
        self.path, self.name, self.value = path, path.split("/")[-1], random.normal(size=shape).astype("f4")

    def numpy(self):
        return self.value


class Dense:
    def __init__(self, name, inputs, units, activation, use_bias=True):
        self.name, self.units, self.activation, self.use_bias = name, units, activation, use_bias
        shapes = {"kernel": (inputs, units), "bias": (units,)}
        self.weights = [Weight(f"{name}/{own}", shape) for own, shape in shapes.items() if own != "bias" or use_bias]

    def __call__(self, x):
        return self.activation(x @ self.weights[0].value + (self.weights[1].value if self.use_bias else 0))


class Sequential:
    input_shape = (None, 5)
    layers = [Dense("dense", 5, 6, relu), Dense("dense_1", 6, 4, numpy.tanh, use_bias=False),
              Dense("dense_2", 4, 2, linear)]


def read_keras(index):
    return f'read_safetensors("{index}.safetensors", parameters, {{.layout = ctnn::from_keras}})'


answers = x[:3]
for layer in Sequential.layers:
    answers = layer(answers)
models.append((from_keras.save, read_keras, Sequential(), answers))
steps = Sequential()
for shape, why in (((None, 2, 5), "dense: Dense along the last of several axes is none of the layers here"),
                   ((None, None, 5), "an input of (None, 5) has no size")):
    steps.input_shape = shape
    try:
        raise SystemExit(from_keras.declaration(steps))
    except ValueError as error:
        assert str(error) == why, error

inputs = ", ".join(f"{value:.9g}f" for value in x[:3].ravel())
with open("main.cpp", "w") as program:
    print('#include <ctnn/ctnn.hpp>\n#include <ctnn/io/safetensors.hpp>\n#include <cmath>\n#include <cstdio>\n'
          f'const float inputs[] = {{{inputs}}};\nint wrong = 0;\n', file=program)
    for i, (save, read, model, answers) in enumerate(models):
        network = save(model, f"{i}.safetensors")
        reading = read(i) if callable(read) else f'{read}("{i}.safetensors", parameters)'
        expected = ", ".join(f"{value:.9g}f" for value in answers.ravel())
        print(f"""void model{i}() {{
    using Net = {network};
    ctnn::Parameters<Net> parameters;
    ctnn::{reading};
    const float expected[] = {{{expected}}};
    float outputs[std::size(expected)];
    ctnn::predict(parameters, inputs, outputs);
    float most = 0;
    for (std::size_t k = 0; k < std::size(expected); ++k) most = std::fmax(most, std::abs(outputs[k] - expected[k]));
    std::printf("%-100s %g\\n", "{network}", double(most));
    wrong += !(most < 1e-5f);
}}""", file=program)
    print("int main() {", *(f"model{i}();" for i in range(len(models))), "return wrong; }", file=program)
PYTHON
"${CXX:-g++}" -std=c++20 -O1 -I "$here/../../include" main.cpp -o main -lz
./main
