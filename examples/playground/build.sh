#!/usr/bin/env bash
# Builds the playground, one page that needs nothing else, build/playground/site/index.html:
#     examples/playground/build.sh [--xsimd DIR] [--networks "NAME..."] [--page FILE]
#     examples/playground/build.sh --train-digits DIR
# DIR has the headers of an xsimd that knows WebAssembly (11 or newer; Debian's does not): the modules then compute in
# vectors, else in plain loops. NAMEs are those of networks/, all if none are given. The last form trains the network
# that reads digits anew on MNIST's files in DIR, and writes digits_weights.hpp.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
source "$root/cmake/install_missing.sh"
build=$root/build/playground

xsimd='' names='' page='' mnist=''
while [ $# -gt 0 ]; do
    case $1 in
        --xsimd) xsimd=${2-} ;;
        --networks) names=${2-} ;;
        --page) page=${2-} ;;
        --train-digits) mnist=${2-} ;;
        *) ;;
    esac
    [[ $1 =~ ^--(xsimd|networks|page|train-digits)$ && -n ${2-} ]] || {
        sed -n '2,/^set/{/^set/d;s/^# //p}' "${BASH_SOURCE[0]}" >&2
        exit 2
    }
    shift 2
done

# One answer everywhere, so that check.sh can compare with the host's.
flags="-std=c++20 -DNDEBUG -DCTNN_REPRODUCIBLE -ffp-contract=off -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion
    -Wshadow -I$root/include"

if [ -n "$mnist" ]; then
    need_headers
    need zlib1g-dev have_library z zlib.h
    install_missing
    mkdir -p "$build"
    # shellcheck disable=SC2086
    "${CXX:-g++}" $flags -O3 -march=native "$here/train_digits.cpp" -lz -o "$build/train_digits"
    exec "$build/train_digits" --data "$mnist" --header "$here/digits_weights.hpp"
fi

need emscripten command -v em++
need nodejs command -v node
need libboost-dev test -e /usr/include/boost/hana.hpp -o -e /usr/local/include/boost/hana.hpp
install_missing

modules=$build/plain computes='plain loops'
portable_headers "$build/include"
flags+=" -isystem $build/include"
if [ -n "$xsimd" ]; then
    modules=$build/vectors computes='vectors of four'
    flags="-msimd128 -isystem $xsimd $flags"
fi
# Unrolled loops would be a third of the page; five layers of SELU are a fifth faster by them, for half a kilobyte. No
# JavaScript of emscripten's and no imports; memory of a megabyte that never grows.
flags+=' -O2 -fno-exceptions -fno-rtti'
flags+=' -sSTANDALONE_WASM --no-entry -sTOTAL_STACK=524288 -sINITIAL_MEMORY=1048576'
page=${page:-$build/site/index.html}
mkdir -p "$modules" "$(dirname "$page")"
[ -n "$names" ] || names=$(cd "$here/networks" && echo *.hpp | sed 's/\.hpp//g')

# What is older than any header or than this script.
sources=$(find "$root/include" "$here" -name '*.?pp')
for name in points $names digits; do
    source=$here/${name}_module.cpp
    [ -f "$source" ] || source="-include $here/networks/$name.hpp $here/module.cpp"
    # shellcheck disable=SC2086
    [ -f "$modules/$name.wasm" ] && [ -z "$(find $sources "${BASH_SOURCE[0]}" -newer "$modules/$name.wasm")" ] ||
        echo "$([ "$name" = selu ] || echo -fno-unroll-loops) $source -o $modules/$name.wasm"
done | xargs -P "$(nproc)" -I{} sh -c "em++ ${flags//$'\n'/ } {}"

# shellcheck disable=SC2086
node "$here/assemble.mjs" "$page" "$modules" "$computes" $names
