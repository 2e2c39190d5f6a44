#!/bin/sh
# tests/reference/keras/run.sh FOLDER [SEED] [COUNT]: random models by TensorFlow.js as Keras's files, through the
# program ctnn and its headers, and what both compute beside what TensorFlow.js did. It wants python3-h5py,
# python3-torch, node, and in FOLDER `npm install @tensorflow/tfjs`. CXX and CXXFLAGS choose the compiler.
# KERAS=SOURCE tests/reference/keras/run.sh FOLDER [SEED] [COUNT]: models with branches by Keras 3, of which SOURCE is the
# source, on NumPy, instead; graphs.py says what it wants.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../../..
folder=$(cd "$1" && pwd)
rm -rf "$folder/models" "$folder/headers"
mkdir -p "$folder/models" "$folder/headers"
cd "$folder"
if [ -n "${KERAS:-}" ]; then
    ${PYTHON:-/usr/bin/python3} "$here/graphs.py" models "${2:-1}" "${3:-40}"
else
    node "$here/models.mjs" "${2:-1}" "${3:-40}" > models.json
    ${PYTHON:-/usr/bin/python3} "$here/write.py" models.json models
fi
sources=$(find "$root/tools" -name '*.cpp' ! -name main.cpp)
# shellcheck disable=SC2086
${CXX:-clang++} -std=c++20 ${CXXFLAGS:--O1} -I"$root/include" -I"$root/tools" "$here/compare.cpp" $sources -lz \
    -o compare
./compare models headers
${CXX:-clang++} -std=c++20 ${CXXFLAGS:--O1} -I"$root/include" -I"$here" headers/main.cpp -o predict
./predict
