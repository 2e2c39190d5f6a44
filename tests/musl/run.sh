#!/usr/bin/env bash
# Prediction and streams in a program of musl, in a thread with the stack that it gives one by itself, 128 KB. Debian's musl
# has no C++ library, of which the core needs headers alone: they are those for glibc, and nothing of it is linked.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$root/build/musl
source "$root/cmake/install_missing.sh"

compilers=${COMPILERS-g++ clang++}
need_compilers $compilers
need_headers
need musl-tools command -v musl-gcc
install_missing

mkdir -p "$build"
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror"

# Each way to build it: the symbol that its main becomes, and options.
try() {
    local compiler=$1 program=$2 said
    shift 2
    "$compiler" -std=c++20 $warnings "$@" -fno-exceptions -fno-rtti -Dmain=program -I"$root/include" \
        -c "$root/tests/bare/main.cpp" -o "$build/program.o"
    musl-gcc -O1 -Wall -Wextra -Werror "-DPROGRAM=\"$program\"" -static "$here/thread.c" "$build/program.o" -o "$build/program"
    said=$("$build/program") || { echo "musl, $compiler $*: ${said:-it crashed}" >&2; return 1; }
    echo "musl, $compiler $*: $said"
}

for compiler in $compilers; do
    try "$compiler" _Z7programv -O0
    try "$compiler" _Z7programv -O2
    try "$compiler" program -O2 -ffreestanding -DCTNN_NO_SIMD
    ! grep -qs ' avx2 ' /proc/cpuinfo || try "$compiler" _Z7programv -O2 -march=x86-64-v3
done
