#!/usr/bin/env python3
"""Random PyTorch models through ctnn: what they compute beside what the library computes of them.

python3 random_models.py FOLDER [--models 60] [--seed 1] [--program ctnn] [--compiler clang++]   (Debian: python3-torch)
python3 random_models.py FOLDER --golden --seed 5 > random_models.hpp     (a dozen little ones, for the tests)

Each goes two ways: as an ONNX file, of which `ctnn import` writes a header, and as a state_dict, which `ctnn import
--safetensors` takes out of the .pt file and `read_safetensors` reads into a type that is spelt here. Both predict
three samples; a table says how far they are off, relative to the largest number of an output.
"""
import argparse
import pathlib
import random
import subprocess
import sys
import warnings

import numpy
import torch
from torch import nn

warnings.filterwarnings("ignore")
ROOT = pathlib.Path(__file__).resolve().parents[2]

ACTIVATIONS = {
    "ReLU": nn.ReLU, "Tanh": nn.Tanh, "Sigmoid": nn.Sigmoid, "ELU": nn.ELU, "SELU": nn.SELU, "Softplus": nn.Softplus,
    "Softsign": nn.Softsign, "SiLU": nn.SiLU, "HardSwish": nn.Hardswish, "HardSigmoid": nn.Hardsigmoid,
    "ReLU6": nn.ReLU6, "HardTanh": nn.Hardtanh, "LeakyReLU": nn.LeakyReLU, "GELU": nn.GELU, "Mish": nn.Mish,
}


def without_bias(has_bias, text):
    return text if has_bias else f"NoBias<{text}>"


class Sum(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return x + self.inner(x)


class Beside(nn.Module):
    """Both of what two layers give, channel behind channel."""

    def __init__(self, one, two):
        super().__init__()
        self.one, self.two = one, two

    def forward(self, x):
        return torch.cat([self.one(x), self.two(x)], 1)


class Cell(nn.Module):
    def __init__(self, cell, of_last):
        super().__init__()
        self.cell, self.of_last = cell, of_last

    def forward(self, x):
        y = self.cell(x)[0]
        return y[:, -1] if self.of_last else y


class Maker:
    """Layers one behind the other: modules, how ctnn spells them, and the shape so far, channels first."""

    def __init__(self, draw):
        self.draw, self.modules, self.types = draw, [], []

    def add(self, module, *types):
        self.modules.append(module)
        self.types += types

    def activation(self, of=None):
        if self.draw.random() < 0.1 and len(self.shape) > 1 and not of:
            self.add(nn.PReLU(self.shape[0]), "PReLU<Slopes::by_channel>")
            return
        name = self.draw.choice(sorted(ACTIVATIONS))
        self.add(ACTIVATIONS[name](), f"Activation<{name}>")

    def norm(self):
        own = [nn.BatchNorm1d, nn.BatchNorm1d, nn.BatchNorm2d][len(self.shape) - 1]
        self.add(own(self.shape[0]), "BatchNorm<std::ratio<1, 10>, std::ratio<1, 100000>>")

    def linear(self, units):
        bias = self.draw.random() < 0.75
        self.add(nn.Linear(self.shape[0], units, bias=bias), without_bias(bias, f"Dense<{units}>"))
        self.shape = (units,)

    def convolution_of(self, filters, same=False):
        """A convolution that fits, and its text; `same` keeps the extents."""
        draw, rank = self.draw, len(self.shape) - 1
        groups = draw.choice([g for g in (1, 1, 2, 3) if self.shape[0] % g == 0 and filters % g == 0])
        kernel, stride, padding, dilation, out = [], [], [], [], []
        for extent in self.shape[1:]:
            k = draw.choice([1, 3] if same else [1, 2, 3, 4])
            d = draw.choice([1, 1, 2])
            p = d * (k - 1) // 2 if same else draw.choice([0, 0, 1, 2])
            s = 1 if same else draw.choice([1, 1, 2, 3])
            if extent + 2 * p < d * (k - 1) + 1:
                k, d, p, s = 1, 1, 0, 1
            kernel.append(k), stride.append(s), padding.append(p), dilation.append(d)
            out.append((extent + 2 * p - d * (k - 1) - 1) // s + 1)
        bias = draw.random() < 0.75
        own = nn.Conv1d if rank == 1 else nn.Conv2d
        module = own(self.shape[0], filters, tuple(kernel), tuple(stride), tuple(padding), tuple(dilation), groups, bias)
        size = (lambda v: str(v[0])) if rank == 1 else (lambda v: f"Size2D{{{v[0]}, {v[1]}}}")
        top, left = (0, padding[0]) if rank == 1 else padding
        text = (f"Conv{rank}D<{filters}, {size(kernel)}, Linear, Conv{'1D' if rank == 1 else ''}Options{{.stride = "
                f"{size(stride)}, .padding = pad({top}, {top}, {left}, {left}), .dilation = {size(dilation)}, "
                f".groups = {groups}}}>")
        return module, without_bias(bias, text), (filters, *out)

    def convolution(self):
        module, text, self.shape = self.convolution_of(self.draw.choice([1, 2, 3, 4, 6]))
        self.add(module, text)

    def residual(self):
        module, text, _ = self.convolution_of(self.shape[0], same=True)
        name = self.draw.choice(["Tanh", "ReLU"])
        self.add(Sum(nn.Sequential(module, ACTIVATIONS[name]())), f"Residual<{text}, Activation<{name}>>")

    def concat(self):
        one, first, shape = self.convolution_of(2, same=True)
        two, second, _ = self.convolution_of(3, same=True)
        self.add(Beside(one, two), f"Concat<{first}, {second}>")
        self.shape = (5, *shape[1:])

    def pool(self):
        draw, rank = self.draw, len(self.shape) - 1
        if min(self.shape[1:]) < 3:
            return
        averages = draw.random() < 0.5
        k, s = draw.choice([2, 3]), draw.choice([1, 2, 3])
        p = draw.choice([0, 1])
        own = getattr(nn, f"{'Avg' if averages else 'Max'}Pool{rank}d")
        counts = averages and p > 0
        text = (f"{'Avg' if averages else 'Max'}Pool{rank}D<{k}, Pool{'1D' if rank == 1 else ''}Options{{.stride = {s}, "
                f".padding = pad({p if rank == 2 else 0}, {p if rank == 2 else 0}, {p}, {p})"
                f"{', .count_padding = true' if counts else ''}}}>")
        self.add(own(k, s, p), text)
        self.shape = (self.shape[0], *((extent + 2 * p - k) // s + 1 for extent in self.shape[1:]))

    def flatten(self):
        if self.draw.random() < 0.3:
            own = nn.AdaptiveAvgPool1d if len(self.shape) == 2 else nn.AdaptiveAvgPool2d
            self.add(nn.Sequential(own(1), nn.Flatten()), f"GlobalAvgPool{len(self.shape) - 1}D")
            self.shape = (self.shape[0],)
            return
        self.add(nn.Flatten(), "Flatten")
        size = 1
        for extent in self.shape:
            size *= extent
        self.shape = (size,)

    def dense_end(self):
        for _ in range(self.draw.choice([1, 1, 2])):
            self.linear(self.draw.choice([1, 2, 3, 5, 8, 17]))
            if self.draw.random() < 0.5:
                self.activation()
        if self.draw.random() < 0.3:
            self.add(nn.Softmax(1), "Activation<Softmax>")

    def rows(self):
        self.input = self.shape = (self.draw.randint(1, 20),)
        for _ in range(self.draw.randint(1, 3)):
            self.linear(self.draw.randint(1, 19))
            if self.draw.random() < 0.3:
                self.norm()
            self.activation()
        self.dense_end()

    def images(self):
        rank = self.draw.choice([1, 2])
        self.input = self.shape = (self.draw.choice([1, 2, 3, 4]), *(self.draw.randint(5, 12) for _ in range(rank)))
        for _ in range(self.draw.randint(1, 3)):
            self.draw.choice([self.convolution, self.convolution, self.residual, self.concat])()
            if self.draw.random() < 0.4:
                self.norm()
            if self.draw.random() < 0.8:
                self.activation()
            if self.draw.random() < 0.4:
                self.pool()
        if self.draw.random() < 0.8:
            self.flatten()
            self.dense_end()

    def sequence(self):
        draw = self.draw
        features, units, layers = draw.randint(1, 7), draw.randint(1, 9), draw.choice([1, 1, 2])
        both, of_last, bias = draw.random() < 0.3, draw.random() < 0.4, draw.random() < 0.75
        of_last = of_last and not both
        name = draw.choice(["LSTM", "GRU", "RNN"])
        self.input = (draw.randint(2, 9), features)
        cell = getattr(nn, name)(features, units, layers, bias=bias, batch_first=True, bidirectional=both)
        types = []
        for layer in range(layers):
            returns = "" if of_last and layer + 1 == layers else ", Returns::sequence"
            text = without_bias(bias, f"{'SimpleRNN' if name == 'RNN' else name}<{units}{returns}>")
            types.append(f"Bidirectional<{text}>" if both else text)
        self.add(Cell(cell, of_last), *types)
        outputs = draw.randint(1, 4)
        dense = f"Dense<{outputs}>"
        self.add(nn.Linear(units * (2 if both else 1), outputs), dense if of_last else f"TimeDistributed<{dense}>")
        self.shape = (outputs,)
        if draw.random() < 0.5:
            self.add(nn.Tanh(), "Activation<Tanh>")
        self.is_sequence = True

    def words(self):
        """Indices, whose rows go through a cell."""
        self.vocabulary, dimensions, units = self.draw.randint(1, 9), self.draw.randint(1, 4), self.draw.randint(1, 5)
        self.input, self.shape = (self.draw.randint(2, 7),), (units,)
        self.add(nn.Embedding(self.vocabulary, dimensions), f"Embedding<{self.vocabulary}, {dimensions}>")
        self.add(Cell(nn.GRU(dimensions, units, batch_first=True), True), f"GRU<{units}>")
        self.dense_end()

    def made(self, of_words=False):
        self.words() if of_words else self.draw.choice([self.rows, self.images, self.images, self.sequence])()
        model = nn.Sequential(*self.modules)
        for module in model.modules():
            if hasattr(module, "running_mean"):
                module.running_mean.uniform_(-1, 1)
                module.running_var.uniform_(0.5, 2)
                nn.init.uniform_(module.weight, 0.5, 1.5)
                nn.init.uniform_(module.bias, -0.5, 0.5)
        return model.eval()


def channels_last(tensor, is_sequence):
    return tensor if is_sequence or tensor.dim() < 3 else tensor.movedim(1, -1)


def written(maker, model, path):
    """The files of one model, and its answers in double precision."""
    is_words = hasattr(maker, "vocabulary")
    x = torch.randint(maker.vocabulary, (3, *maker.input)) if is_words else torch.rand(3, *maker.input) * 2 - 1
    torch.save(model.state_dict(), f"{path}.pt")
    torch.onnx.export(model, x[:1], f"{path}.onnx", opset_version=13)
    with torch.no_grad():
        y = model.double()(x if is_words else x.double())
    is_sequence = hasattr(maker, "is_sequence")
    for end, tensor in (("x", x), ("y", y)):
        channels_last(tensor, is_sequence).contiguous().numpy().astype(numpy.float32).tofile(f"{path}.{end}")
    extents = maker.input if is_sequence or len(maker.input) == 1 else (*maker.input[1:], maker.input[0])
    return f"Network<{', '.join(['Input<' + ', '.join(map(str, extents)) + '>', *maker.types])}>"


DRIVER = r"""
#include <cmath>
#include <cstdio>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/safetensors.hpp>
#include <exception>
#include <fstream>
#include <memory>
#include <string>
#include <vector>
HEADERS
namespace {
std::vector<float> numbers(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    std::vector<float> values(bytes.size() / sizeof(float));
    __builtin_memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}
template <class Net>
void report(const std::string& name, const char* way, const ctnn::Parameters<Net>& parameters) {
    const std::vector<float> x = numbers(name + ".x"), y = numbers(name + ".y");
    if (x.size() != 3 * Net::input_size || y.size() != 3 * Net::output_size)
        return void(std::printf("%s %s sizes\n", name.c_str(), way));
    std::vector<float> found(y.size());
    ctnn::predict(parameters, std::span<const float>(x), std::span<float>(found));
    float off = 0, most = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        off = std::fmax(off, std::isfinite(found[i]) ? std::abs(found[i] - y[i]) : 1e9f);
        most = std::fmax(most, std::abs(y[i]));
    }
    std::printf("%s %s %g\n", name.c_str(), way, double(off / (most > 0 ? most : 1)));
}
template <class Net>
void report_values(const std::string& name) {
    try {
        const auto parameters = std::make_unique<ctnn::Parameters<Net>>();
        ctnn::read_safetensors(name + ".safetensors", *parameters, {.layout = ctnn::from_pytorch});
        report(name, "values", *parameters);
    } catch (const std::exception& problem) {
        std::printf("%s values %s\n", name.c_str(), problem.what());
    }
}
}  // namespace
int main() {
    using namespace ctnn;
    CALLS
}
"""


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


def compiled(folder, batch, types, imported, compiler):
    """One program for several models; what it says, line by line."""
    headers, calls = "", ""
    for name in batch:
        if name in imported:
            headers += f'#include "{name}.hpp"\n'
            calls += f'report("{name}", "onnx", ::{name}::parameters);\n    '
        calls += f'report_values<{types[name]}>("{name}");\n    '
    source = folder / f"driver_{batch[0]}.cpp"
    source.write_text(DRIVER.replace("HEADERS", headers).replace("CALLS", calls), encoding="utf-8")
    program = source.with_suffix("")
    built = run(compiler, "-std=c++20", "-O0", "-DCTNN_NO_FORCED_INLINE", f"-I{ROOT / 'include'}", f"-I{folder}", source,
                "-o", program)
    if built.returncode != 0:
        errors = [line for line in built.stderr.splitlines() if "error" in line]
        return [f"{name} compiled {errors[0] if errors else built.stderr[:200]}" for name in batch]
    return run(program, cwd=folder).stdout.splitlines()


def lines(head, words, joint, tail):
    """Words joined to lines of at most 110 columns."""
    print(head)
    line = "   "
    for i, word in enumerate(words):
        word += joint if i + 1 < len(words) else tail
        if len(line) + 1 + len(word) > 110:
            print(line)
            line = "   "
        line += " " + word
    print(line)


def golden(folder, seed):
    """A dozen of a hundred models whose files are the smallest, each of other layers."""
    found = {}
    for index in range(100):
        torch.manual_seed(seed * 1000 + index)
        maker = Maker(random.Random(seed * 1000 + index))
        try:
            written(maker, maker.made(index % 10 == 9), folder / "m")
        except Exception:  # what PyTorch itself cannot do
            continue
        parts = [(folder / f"m.{end}").read_bytes() for end in ("onnx", "x", "y")]
        kinds = tuple(sorted({word.split("<")[0].strip() for text in maker.types for word in text.split("<")}))[:4]
        if kinds not in found or len(parts[0]) < len(found[kinds][0]):
            found[kinds] = parts
    print("#pragma once\n")
    print(f"// Written by random_models.py with PyTorch {torch.__version__}.\n")
    print("#include <string_view>\n#include <vector>\n")
    print("// clang-format off\nnamespace golden {\n")
    print("struct RandomModel {\n    std::string_view onnx;  // in hexadecimal digits")
    print("    std::vector<double> x, y;  // of a sample, channels last\n};\n")
    print("inline const std::vector<RandomModel> random_models{")
    for onnx, x, y in sorted(found.values(), key=lambda parts: len(parts[0]))[:12]:
        text = onnx.hex()
        lines("{", ['"' + text[i : i + 100] + '"' for i in range(0, len(text), 100)], "", ",")
        for values, tail in ((x, "},"), (y, "}},")):
            numbers = numpy.frombuffer(values, numpy.float32)
            numbers = numbers[: len(numbers) // 3]
            lines("    {", [f"{float(value):.9g}" for value in numbers], ",", tail)
    print("};\n\n}  // namespace golden")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--models", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", default="ctnn")
    parser.add_argument("--compiler", default="clang++")
    parser.add_argument("--golden", action="store_true", help="write a header of little models")
    parser.add_argument("--together", type=int, default=6, help="models of one program")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.golden:
        return golden(options.folder, options.seed)
    results, types, imported = {}, {}, set()
    for index in range(options.models):
        name = f"m{index}"
        path = options.folder / name
        torch.manual_seed(options.seed * 1000 + index)
        maker = Maker(random.Random(options.seed * 1000 + index))
        results[name] = {"onnx": "", "values": ""}
        try:
            model = maker.made(index % 10 == 9)
            types[name] = written(maker, model, path)
        except Exception as problem:  # what PyTorch itself cannot do
            results[name] = {"onnx": f"torch: {str(problem)[:60]}", "values": "-"}
            continue
        taken = run(options.program, "import", f"{path}.pt", "--safetensors", f"{path}.safetensors")
        if taken.returncode != 0:
            results[name]["values"] = taken.stderr.strip()
        read = run(options.program, "import", f"{path}.onnx", "--name", name, "-o", f"{path}.hpp")
        if read.returncode != 0:
            results[name]["onnx"] = (read.stderr or read.stdout).strip().replace(str(options.folder) + "/", "")
        else:
            imported.add(name)
    names = sorted(types, key=lambda name: int(name[1:]))
    for first in range(0, len(names), options.together):
        batch = names[first : first + options.together]
        for line in compiled(options.folder, batch, types, imported, options.compiler):
            name, way, said = line.split(" ", 2)
            results[name].update({way: said} if way != "compiled" else {"onnx": said, "values": said})
    wrong = 0
    for name, said in results.items():
        print(f"{name:5} {types.get(name, '-')}")
        for way in ("onnx", "values"):
            try:
                verdict = "" if float(said[way]) <= 1e-5 else "   OFF"
            except ValueError:
                verdict = "   LEFT OUT"
            wrong += verdict != ""
            print(f"      {way:7}{said[way]}{verdict}")
    print(f"{len(results)} models of seed {options.seed}, two ways: {2 * len(results) - wrong} equal, {wrong} not")
    return wrong != 0


sys.exit(main())
