#!/usr/bin/env bash
# Builds and runs an example by name, digits if none is given: examples/run.sh [name [argument]...]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/install_missing.sh"

name=${1:-digits}
shift $(($# > 0))
# One that is no program says how it is run.
if [[ $name =~ ^[a-z_0-9]+$ && -f $root/examples/$name/run.sh ]]; then
    exec "$root/examples/$name/run.sh" "$@"
fi
if [[ ! $name =~ ^[a-z_0-9]+$ || ! (-f $root/examples/$name.cpp || -f $root/examples/$name/main.cpp) ]]; then
    echo "No example is called '$name'. There are:" >&2
    for file in "$root"/examples/{*.cpp,*/main.cpp,*/run.sh}; do
        file=${file%/run.sh}
        echo "    $(basename "${file%/main.cpp}" .cpp)" >&2
    done
    exit 2
fi

need_build_tools
need gnuplot-nox command -v gnuplot
[ "$name" != autoencoder ] || need libeigen3-dev have_package Eigen3 3.4
[ "$name" != amplifier ] || need lv2-dev have_header lv2/core/lv2.h
installed=${#missing[@]}
install_missing

build=$root/build/examples
# A program is left out where what it needs was not there yet.
[ "$installed" = 0 ] && [ -f "$build/build.ninja" ] || (cd "$root" && quietly cmake --preset examples)
quietly cmake --build "$build" --target "example.$name"
exec "$build/examples/example.$name" "$@"
