#!/usr/bin/env python3
"""ONNX's own tests of its operators, through ctnn: each is computed as it should be, or refused by name.

python3 onnx_nodes.py DATA FOLDER [--program ctnn] [--compiler clang++] [--together 12] [--all]
(Debian: python3-numpy, libonnx-testdata, whose DATA is /usr/share/libonnx-testdata/data)

What a test passes besides its first input, which are weights there, becomes constants of the model; of several
outputs the first one counts. Each model's header is compiled, many in one program, and predicts every sample of the
test's batch. The table says of each operator how many tests passed, why others were refused, and which were wrong.
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
TYPES = {1: "<f4", 2: "u1", 3: "i1", 6: "<i4", 7: "<i8", 9: "?", 10: "<f2", 11: "<f8"}


def varint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def fields(message):
    """Number, value, and the bytes of each field."""
    at = 0

    def read():
        nonlocal at
        number = shift = 0
        while True:
            byte = message[at]
            at += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    while at < len(message):
        first = at
        key = read()
        if key & 7 == 0:
            value = read()
        else:
            size = {1: 8, 5: 4}.get(key & 7) or read()
            value = message[at : at + size]
            at += size
        yield key >> 3, value, message[first:at]


def tensor(message):
    extents, kind, raw, many = [], 0, None, []
    for number, value, _ in fields(message):
        if number == 1:
            extents += [value] if isinstance(value, int) else [v for v in packed(value)]
        elif number == 2:
            kind = value
        elif number == 9:
            raw = value
        elif number in (4, 10):
            many.append(numpy.frombuffer(value, "<f4" if number == 4 else "<f8"))
        elif number in (5, 7):
            many.append(numpy.array([value] if isinstance(value, int) else list(packed(value))))
    if kind not in TYPES:
        raise ValueError(f"a tensor of type {kind}")
    if raw is not None:
        values = numpy.frombuffer(raw, TYPES[kind])
    else:
        values = numpy.concatenate(many) if many else numpy.zeros(0)
    return values.reshape(extents).astype(float)


def packed(content):
    at = 0
    while at < len(content):
        number = shift = 0
        while True:
            byte = content[at]
            at += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        yield number - (1 << 64) if number >= 1 << 63 else number


def text_in(message, wanted, otherwise=""):
    return next((value.decode() for number, value, _ in fields(message) if number == wanted), otherwise)


def prepared(folder):
    """The model whose only input is the first one, the operators, that input and the first output."""
    model = (folder / "model.onnx").read_bytes()
    graph = next(value for number, value, _ in fields(model) if number == 7)
    data = folder / "test_data_set_0"
    inputs = [text_in(value, 1) for number, value, _ in fields(graph) if number == 11]
    known = {text_in(value, 8) for number, value, _ in fields(graph) if number == 5}
    inputs = [name for name in inputs if name not in known]
    tensors = [(data / f"input_{i}.pb").read_bytes() for i in range(len(inputs))]
    changed, outputs, operators = b"", 0, []
    for number, value, whole in fields(graph):
        if number == 1:
            operators.append(text_in(value, 4))
        if number == 12:
            outputs += 1
        if number == 12 and outputs > 1 or number == 11 and text_in(value, 1) in inputs[1:]:
            continue
        changed += whole
    for name, message in zip(inputs[1:], tensors[1:]):
        own = b"".join(whole for number, _, whole in fields(message) if number != 8)
        changed += field(5, own + field(8, name.encode()))
    model = b"".join(field(7, changed) if number == 7 else whole for number, _, whole in fields(model))
    return model, operators, tensor(tensors[0]), tensor((data / "output_0.pb").read_bytes())


DRIVER = r"""
#include <cstdio>
#include <ctnn/ctnn.hpp>
#include <fstream>
#include <string>
#include <vector>
HEADERS
template <class Net>
void report(const std::string& name, const ctnn::Parameters<Net>& parameters) {
    std::ifstream file(name + ".x", std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    std::vector<float> x(bytes.size() / sizeof(float));
    __builtin_memcpy(x.data(), bytes.data(), bytes.size());
    const std::size_t count = x.size() / Net::input_size;
    if (count == 0 || x.size() % Net::input_size != 0) return void(std::printf("%s sizes\n", name.c_str()));
    std::vector<float> y(count * Net::output_size);
    ctnn::predict(parameters, std::span<const float>(x), std::span<float>(y));
    std::ofstream(name + ".y", std::ios::binary)
        .write(reinterpret_cast<const char*>(y.data()), static_cast<std::streamsize>(y.size() * sizeof(float)));
    std::printf("%s ran\n", name.c_str());
}
int main() {
    CALLS
}
"""


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


def of_samples(notes, operators, x, y):
    """Input and output sample by sample, in ctnn's order of axes."""
    batch = 0
    if any(one in ("LSTM", "GRU", "RNN") for one in operators):
        batch = 1
        y = numpy.moveaxis(y, -2, 0)
        if y.ndim == 4:  # batch, steps, directions, units
            y = y.reshape(y.shape[0], y.shape[1], -1)
    x = numpy.moveaxis(x, batch, 0)
    if "its input is" in notes:
        x = numpy.moveaxis(x, 1, -1)
    here = re.search(r"its output is ([0-9 x]+) here, channels last(, and a row)?", notes)
    turned = re.search(r"its output is [0-9 x]+ here, whose axes ([0-9, ]+) are those there", notes)
    if turned:
        order = [int(word) for word in turned[1].split(", ")]
        y = numpy.transpose(y, [0, *(1 + order.index(axis) for axis in range(len(order)))])
    elif here and not here[2]:
        y = numpy.moveaxis(y, 1, -1)
    elif here:
        extents = [int(word) for word in here[1].split(" x ")]
        y = numpy.moveaxis(y.reshape(y.shape[0], extents[-1], *extents[:-1]), 1, -1)
    return x, y


def imported(tests, options):
    """Models and what is to come of them; of what is refused, why."""
    found, said = {}, {}
    for folder in tests:
        name = folder.name.replace("test_", "", 1)
        name = f"t_{re.sub('[^a-zA-Z0-9_]', '_', name)}_{len(said)}"
        try:
            model, operators, x, y = prepared(folder)
            if numpy.abs(x).max(initial=0) > 1e30:
                raise ValueError("numbers that no float is")
        except Exception as problem:  # sequences, strings, tests of training
            said[folder] = (("-",), f"left out: {problem}")
            continue
        path = options.folder / name
        path.with_suffix(".onnx").write_bytes(model)
        read = run(options.program, "import", f"{path}.onnx", "--name", name, "-o", f"{path}.hpp")
        if read.returncode == 0:
            found[folder] = (name, operators, *of_samples(read.stderr, operators, x, y))
        elif read.returncode == 1 and "nothing was written" in read.stderr:
            why = read.stderr.split(".onnx: ", 1)[-1].replace("; nothing was written", "").strip()
            said[folder] = (tuple(operators), f"refused: {why}")
        else:
            said[folder] = (tuple(operators), f"WRONG: the program ended with {read.returncode}")
    return found, said


def computed(found, batch, options):
    headers, calls = "", ""
    for folder in batch:
        name, _, x, _ = found[folder]
        x.astype(numpy.float32).tofile(options.folder / f"{name}.x")
        headers += f'#include "{name}.hpp"\n'
        calls += f'report("{name}", ::{name}::parameters);\n    '
    source = options.folder / f"nodes_{found[batch[0]][0]}.cpp"
    source.write_text(DRIVER.replace("HEADERS", headers).replace("CALLS", calls), encoding="utf-8")
    program = source.with_suffix("")
    built = run(options.compiler, "-std=c++20", "-O0", "-DCTNN_NO_FORCED_INLINE", f"-I{ROOT / 'include'}",
                f"-I{options.folder}", source, "-o", program)
    if built.returncode != 0 and len(batch) == 1:
        errors = [line for line in built.stderr.splitlines() if "error" in line]
        return [f"WRONG: it does not compile: {(errors or [built.stderr[:200]])[0]}"]
    if built.returncode != 0:
        return [verdict for folder in batch for verdict in computed(found, [folder], options)]
    lines = run(program, cwd=options.folder).stdout.splitlines()
    return [verdict_of(*found[folder], lines, options) for folder in batch]


def verdict_of(name, _, x, y, lines, options):
    if f"{name} ran" not in lines:
        return "WRONG: it did not run"
    found = numpy.fromfile(options.folder / f"{name}.y", numpy.float32)
    if found.size != y.size:
        return f"WRONG: {found.size} outputs, not {y.size}"
    y = y.flatten()
    off = numpy.abs(found - y).max() / max(numpy.abs(y).max(), 1e-30)
    return "passed" if off <= 1e-4 else f"WRONG: off by {off:.2g}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--program", default="ctnn")
    parser.add_argument("--compiler", default="clang++")
    parser.add_argument("--together", type=int, default=12, help="models of one program")
    parser.add_argument("--only", default="", help="tests whose name has this")
    parser.add_argument("--all", action="store_true", help="show each test")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    tests = [path.parent for path in sorted(options.data.glob("*/*/model.onnx"))
             if path.parent.parent.name != "real" and options.only in path.parent.name]
    found, said = imported(tests, options)
    names = list(found)
    for first in range(0, len(names), options.together):
        batch = names[first : first + options.together]
        for folder, verdict in zip(batch, computed(found, batch, options)):
            said[folder] = (tuple(found[folder][1]), verdict)
    table = collections.defaultdict(list)
    for folder in tests:
        operators, verdict = said[folder]
        if options.all or verdict.startswith("WRONG"):
            print(f"{folder.parent.name}/{folder.name}: {verdict}")
        operator = operators[0] if len(set(operators)) == 1 else "several"
        table[operator].append(re.sub(r"node \S+: ", "", verdict))
    for operator, verdicts in sorted(table.items()):
        counts = collections.Counter(verdicts)
        reasons = "; ".join(f"{why}{f' ({n})' if n > 1 else ''}" for why, n in counts.items() if why != "passed")
        if counts["passed"] or options.all:
            print(f"{operator:28}{counts['passed']:4} of {len(verdicts):3}  {reasons}")
    passed = sum(verdict == "passed" for _, verdict in said.values())
    wrong = sum(verdict.startswith("WRONG") for _, verdict in said.values())
    print(f"{len(tests)} tests: {passed} passed, {len(tests) - passed - wrong} refused, {wrong} wrong")
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main())
