#!/bin/sh
# tests/reference/saved_onnx/run.sh FOLDER: writes networks of all layers as ONNX models, has ONNX's checker look at them and
# onnxruntime compute them, and compares with predict. It wants python3-onnx, node, and in FOLDER
# `npm install onnxruntime-web`; the models go to FOLDER/models. CXX and CXXFLAGS choose the compiler. With CTNN=ctnn, the
# program, they are imported again, and what the headers predict is compared with predict, bit by bit.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
mkdir -p "$folder/models"
rm -f "$folder"/models/*
${CXX:-clang++} -std=c++20 ${CXXFLAGS:--O1} -I"$here/../../../include" "$here/networks.cpp" -o "$folder/onnx_networks"
"$folder/onnx_networks" "$folder/models" > "$folder/models/list"
${PYTHON:-/usr/bin/python3} "$here/check.py" "$folder/models"
cd "$folder"
node "$here/compute.mjs" "$folder/models" "$folder/models/list"
if [ -n "${CTNN:-}" ]; then
    ${PYTHON:-/usr/bin/python3} "$here/back.py" "$folder/models" --program "$CTNN" --compiler "${CXX:-clang++}"
fi
