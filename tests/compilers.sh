#!/usr/bin/env bash
# Builds and runs programs with other compilers, and with flags that change what they may do:
#     tests/compilers.sh [COMPILER]...
# g++, clang++, clang++-16 and clang++-19 by default. Each builds a network of every family (tests/surroundings) at the
# warnings of others, and by each set of flags a program that trains, predicts and streams
# (tests/dependencies/xsimd_included.cpp); activations and losses where -ffast-math or -Ofast lets it calculate by other
# rules (tests/fast_math), prediction where there are no exceptions (tests/bare). Prints a row for each, which
# tests/matrix.sh puts together. Fails if any of them fails.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/install_missing.sh"

[ $# -gt 0 ] || set -- g++ clang++ clang++-16 clang++-19
need_compilers "$@"
need_headers
need zlib1g-dev have_library z zlib.h
install_missing

built=$root/build/compilers
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror"
more_warnings="-Wold-style-cast -Wdouble-promotion -Wnull-dereference -Wextra-semi -Wnon-virtual-dtor -Wcast-align"
more_warnings+=" -Woverloaded-virtual -Wformat=2 -Wcast-qual"

# Builds and runs FILE of tests/, without its ending: program FILE FLAG... [-- ARGUMENT...]
program() {
    local file=$1 flags=()
    shift
    while [ $# -gt 0 ] && [ "$1" != -- ]; do flags+=("$1"); shift; done
    "$compiler" -std=c++20 $warnings "${flags[@]}" -I"$root/include" "$root/tests/$file.cpp" -lz -pthread -o "$built/program" &&
        "$built/program" "${@:2}"
}

# What goes with one set of flags: with_flags FLAG...
with_flags() {
    case $* in
        "-O1 "*) program surroundings/main "$@" ;;
        *-fno-exceptions*) program bare/main "$@" ;;
        *fast*)
            program dependencies/xsimd_included "$@" &&
                program fast_math/main -O1 -- write "$built/values" && program fast_math/main "$@" -- check "$built/values" ;;
        *) program dependencies/xsimd_included "$@" ;;
    esac
}

mkdir -p "$built"
failed=0
echo "| with | compiler | flags | built and run | passed |"
echo "|---|---|---|---|---|"
for compiler in "$@"; do
    for flags in "-O1 and warnings" -O0 -O2 "-O2 -ffast-math" -Ofast "-O2 -fno-exceptions -fno-rtti"; do
        programs="learns, streams"
        case $flags in
            *warnings) programs="all layers" ;;
            *fast*) programs+=", activations, losses" ;;
            *exceptions*) programs=predicts ;;
        esac
        # What -Ofast stands for, where it is deprecated.
        if [ "$flags" = -Ofast ] && ! "$compiler" -Werror -Ofast -fsyntax-only -x c++ /dev/null 2> /dev/null; then
            flags="-O3 -ffast-math"
        fi
        log="$built/$compiler ${flags// /_}.log" result=yes
        with_flags ${flags/and warnings/$more_warnings} > "$log" 2>&1 ||
            { result="fails"; failed=1; }
        echo "| Debian 12 | $compiler $($compiler -dumpfullversion -dumpversion) | $flags | $programs | $result |"
    done
done
exit $failed
