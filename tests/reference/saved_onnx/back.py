#!/usr/bin/env python3
"""Imports the models that networks.cpp wrote, and compares what the headers predict with what the networks did.

python3 back.py MODELS [--program ctnn] [--compiler clang++] [--together 6]

MODELS is the folder of networks.cpp, with `list` in it. Bit for bit but where a line says how far they are off,
relative to the largest number of an output: sums of a SparseInput in another order, a Fast<Tanh>, a HardTanhOf, doubles.
"""
import argparse
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]

DRIVER = r"""
#include <cmath>
#include <cstdio>
#include <ctnn/ctnn.hpp>
#include <fstream>
#include <string>
#include <vector>
HEADERS
template <class T>
std::vector<float> numbers(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    std::vector<T> values(bytes.size() / sizeof(T));
    __builtin_memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
    return {values.begin(), values.end()};
}
template <class T, class Net>
void report(const std::string& name, const ctnn::Parameters<Net>& parameters) {
    const std::vector<float> x = numbers<T>(name + ".input"), y = numbers<T>(name + ".output");
    std::vector<float> found(y.size());
    if (x.size() % Net::input_size != 0 || y.size() != x.size() / Net::input_size * Net::output_size)
        return void(std::printf("%s SIZES\n", name.c_str()));
    ctnn::predict(parameters, std::span<const float>(x), std::span<float>(found));
    float off = 0, most = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        off = std::fmax(off, std::isfinite(found[i]) ? std::abs(found[i] - y[i]) : 1e9f);
        most = std::fmax(most, std::abs(y[i]));
    }
    if (off == 0) return void(std::printf("%s equal\n", name.c_str()));
    std::printf("%s %s %g\n", name.c_str(), off > 1e-5f * most ? "OFF" : "near", double(off / most));
}
int main() {
    CALLS
}
"""


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("models", type=pathlib.Path)
    parser.add_argument("--program", default="ctnn")
    parser.add_argument("--compiler", default="clang++")
    parser.add_argument("--together", type=int, default=6, help="models of one program")
    options = parser.parse_args()
    folder, types, said = options.models, {}, []
    for line in (folder / "list").read_text(encoding="utf-8").splitlines():
        name, kind, *_ = line.split()
        read = run(options.program, "import", folder / f"{name}.onnx", "--name", f"of_{name}", "-o",
                   folder / f"{name}.hpp")
        if read.returncode == 0:
            types[name] = "double" if kind == "float64" else "float"
        else:
            said.append(f"{name} refused: {read.stderr.strip().split('.onnx: ')[-1]}")
    names = list(types)
    for first in range(0, len(names), options.together):
        batch = names[first : first + options.together]
        headers = "".join(f'#include "{name}.hpp"\n' for name in batch)
        calls = "".join(f'report<{types[name]}>("{name}", ::of_{name}::parameters);\n    ' for name in batch)
        source = folder / f"back_{batch[0]}.cpp"
        source.write_text(DRIVER.replace("HEADERS", headers).replace("CALLS", calls), encoding="utf-8")
        built = run(options.compiler, "-std=c++20", "-O0", "-DCTNN_NO_FORCED_INLINE", f"-I{ROOT / 'include'}",
                    f"-I{folder}", source, "-o", source.with_suffix(""))
        if built.returncode != 0:
            sys.exit(built.stderr[:2000])
        said += run(source.with_suffix(""), cwd=folder).stdout.splitlines()
    print("\n".join(sorted(said)))
    counts = {word: sum(line.split()[1].strip(":") == word for line in said) for word in ("equal", "near", "refused")}
    print(f"{len(said)} networks: " + ", ".join(f"{count} {word}" for word, count in counts.items()))
    return sum(counts.values()) != len(said)


if __name__ == "__main__":
    sys.exit(main())
