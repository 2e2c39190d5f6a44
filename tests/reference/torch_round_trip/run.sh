#!/bin/sh
# tests/reference/torch_round_trip/run.sh: parameters for PyTorch, into PyTorch, and back, bit for bit. It wants
# python3-torch. CXX and CXXFLAGS choose the compiler.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
${CXX:-clang++} -std=c++20 ${CXXFLAGS:--O1} -I"$here/../../../include" "$here/networks.cpp" -o "$folder/networks" -lz
"$folder/networks" write "$folder"
${PYTHON:-/usr/bin/python3} "$here/load.py" "$folder"
"$folder/networks" read "$folder"
