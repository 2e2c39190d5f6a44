#!/usr/bin/env bash
# Measures a WaveNet beside Neural Amp Modeler's core, whose sources are no part of this tree:
#     bench/nam.sh FOLDER [FLAG...]
# FOLDER is a clone of NeuralAmpModelerCore with json.hpp in Dependencies/nlohmann; Eigen is its submodule's or the
# system's. The flags, by default -march=native, go to both, behind -O3 -DNDEBUG; its quick path for A2 models is on, as it
# is by default. CXX is the compiler, by default g++; BLOCK the steps at a time, by default 64.
# The table is of one program, in which both take turns. Exit code 1: their outputs do not agree.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
core=$(cd "${1:?bench/nam.sh FOLDER [FLAG...]}" && pwd)
shift
flags=("$@")
[ $# -gt 0 ] || flags=(-march=native)
eigen=$core/Dependencies/eigen
[ -d "$eigen/Eigen" ] || eigen=/usr/include/eigen3
cxx=${CXX:-g++}

build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
compile=("$cxx" -std=c++20 -O3 -DNDEBUG -DNAM_SAMPLE_FLOAT -DNAM_ENABLE_A2_FAST "${flags[@]}" -I"$core" -I"$core/NAM"
         -isystem "$core/Dependencies/nlohmann" -isystem "$eigen")
i=0
for source in "$core"/NAM/*.cpp "$core"/NAM/wavenet/*.cpp; do
    "${compile[@]}" -w -c "$source" -o "$build/$((i += 1)).o"
done
"${compile[@]}" -I"$root/include" "$root/bench/nam.cpp" "$build"/*.o -o "$build/nam"
echo "- $(date -u +%Y-%m-%d), $(LC_ALL=C lscpu | sed -n 's/^Model name: *//p' | head -1), $("$cxx" --version | head -1)," \
    "\`-O3 -DNDEBUG ${flags[*]}\`, NeuralAmpModelerCore $(git -C "$core" rev-parse --short HEAD)"
"$build/nam" "${BLOCK:-64}"
