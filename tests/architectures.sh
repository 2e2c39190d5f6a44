#!/usr/bin/env bash
# Builds the tests of all that computes (kernels, activations, layers, networks) for other processors, and runs them:
#     tests/architectures.sh [--kernels] [x86-64 | x86-64-v3 | x86-64-v4 | aarch64]...
# All by default: x86-64-v3 and AArch64 by clang, the others by g++, optimised. AArch64 is cross-compiled, its reproducible
# answers by g++, and runs under qemu; x86-64-v4 runs where the processor has AVX-512. The kernels of one sample run once more under valgrind, as x86-64-v3: it
# sees each byte read behind an array's end. What CTNN_REPRODUCIBLE promises is tested here for AArch64, and for x86-64-v3
# by clang; the other builds of it are among the ordinary tests.
# --kernels is the short form: registers are known to the kernels and activations alone, so only their tests are built,
# AArch64's of fewer sizes (tests/kernels/sizes.hpp); of layers and networks it is most of the reproducible answers then.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/install_missing.sh"

folders="core simd math kernels activations initializers engine layers network"
few=
names=()
for argument in "$@"; do
    case $argument in
        --kernels) folders="simd math kernels activations" few=-DCTNN_TEST_FEW ;;
        x86-64 | x86-64-v3 | x86-64-v4 | aarch64) names+=("$argument") ;;
        -*)
            echo "There is no option '$argument' here, only --kernels" >&2
            exit 2 ;;
        *)
            echo "No architecture is called '$argument' here: x86-64, x86-64-v3, x86-64-v4, aarch64" >&2
            exit 2 ;;
    esac
done
[ ${#names[@]} -gt 0 ] || names=(x86-64 x86-64-v3 x86-64-v4 aarch64)

need_headers
need catch2 have_header catch2/catch.hpp
case " ${names[*]} " in
    *" aarch64 "*)
        need clang command -v clang++
        need g++-aarch64-linux-gnu command -v aarch64-linux-gnu-g++
        need qemu-user command -v qemu-aarch64 ;;
esac
case " ${names[*]} " in
    *" x86-64-v3 "*)
        need clang command -v clang++
        need valgrind command -v valgrind ;;
esac
install_missing

launcher=$(command -v ccache || true)
export CCACHE_SLOPPINESS=pch_defines,time_macros  # without which it leaves alone what reads a compiled header
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror -Wno-free-nonheap-object"
sources=(main.cpp allocations.cpp)
for folder in $folders; do
    [ -d "$root/tests/$folder" ] || continue
    while read -r file; do sources+=("${file#"$root/tests/"}"); done < <(find "$root/tests/$folder" -name '*.cpp' | sort)
done
reproducible=()
for file in "$root"/tests/reproducible/*.cpp; do reproducible+=("reproducible/$(basename "$file")"); done

run() {
    local name=$1 compiler=$2 flags=$3 runner=$4 build=$root/build/architectures/$1
    shift 4
    [ $# -gt 0 ] || set -- "${sources[@]}"
    echo "=== $name"
    mkdir -p "$build"
    rm -f "$build"/*.o  # what is linked must be of these sources
    # Catch2's header takes longer to read than most tests, so it is compiled once.
    local compile="$launcher $compiler -std=c++20 $flags $warnings"
    echo '#include <testing.hpp>' > "$build/read.hpp"
    $compile -I"$root/tests" -x c++-header "$build/read.hpp" -o "$build/read.hpp.gch"
    printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} sh -c '
        object=$1/$(echo "{}" | tr / _).o
        case {} in
            main.cpp | reproducible/*) $2 -I"$3/include" -I"$3/tests" -c "$3/tests/{}" -o "$object" ;;
            *) $2 -I"$3/include" -I"$3/tests" -include "$1/read.hpp" -c "$3/tests/{}" -o "$object" ;;
        esac || exit 255
    ' sh "$build" "$compile" "$root"
    $compiler $flags "$build"/*.o -o "$build/tests"
    $runner "$build/tests"
}

for name in "${names[@]}"; do
    case $name in
        x86-64) run "$name" g++ "-O1 -march=x86-64" "" ;;
        x86-64-v3)
            run "$name" clang++ "-O1 -march=x86-64-v3" ""
            valgrind -q --error-exitcode=1 "$root/build/architectures/$name/tests" \
                "shuffle*,row*,dense:*,gemv*,lanes*,nonzeros*,sparse*,softmax*,predict*"
            flags="-O1 $few -march=x86-64-v3 -DCTNN_NO_FORCED_INLINE -DCTNN_REPRODUCIBLE -ffp-contract=off"
            run "$name.reproducible" clang++ "$flags" "" "${reproducible[@]}" ;;
        x86-64-v4)
            if grep -q avx512bw /proc/cpuinfo; then
                run "$name" g++ "-O1 -march=x86-64-v4" ""
            else
                run "$name" g++ "-O1 -march=x86-64-v4" "echo built, but this processor has no AVX-512 to run"
            fi ;;
        aarch64)
            portable_headers "$root/build/architectures/include"
            flags="-static -isystem $root/build/architectures/include"
            run aarch64 "clang++ --target=aarch64-linux-gnu" "-O1 $few $flags" qemu-aarch64
            flags="-O1 $few $flags -DCTNN_NO_FORCED_INLINE -DCTNN_REPRODUCIBLE -ffp-contract=off"
            run aarch64.reproducible aarch64-linux-gnu-g++ "$flags" qemu-aarch64 "${reproducible[@]}" ;;
    esac
done
