#!/usr/bin/env bash
# Measures ctnn beside its peers and prints one table in Markdown: bench/run.sh > results.md
#
#   --quick          fewer repetitions, g++ only: some three minutes once it is built
#   --filter REGEX   only the cases whose "group: name" matches
#
# The folder of MNIST's four .gz files is CTNN_MNIST_DIR, by default ../shared/mnist beside the project; without it the
# training cases run on random data. Exit code 1: a peer and ctnn do not agree.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
source cmake/install_missing.sh

quick=() filter=.
while [ $# -gt 0 ]; do
    case $1 in
        --quick) quick=(--quick) ;;
        --filter) shift; filter=${1:?--filter needs a regular expression} ;;
        *) echo "bench/run.sh [--quick] [--filter REGEX]" >&2; exit 2 ;;
    esac
    shift
done

need_build_tools
need libeigen3-dev have_package Eigen3 3.4
need libdnnl-dev have_library dnnl dnnl.hpp
need libopenblas-dev have_library openblas cblas.h
need libfann-dev have_library floatfann floatfann.h
need binutils command -v strip
[ ${#quick[@]} -gt 0 ] || need clang command -v clang++
install_missing >&2

presets=(bench-gcc)
[ ${#quick[@]} -gt 0 ] || presets+=(bench-clang)
modules=()
for preset in "${presets[@]}"; do
    echo "Building $preset" >&2
    quietly cmake --preset "$preset" -DCTNN_BENCH_INSTALLED=OFF
    quietly cmake --build --preset "$preset"
    modules+=("build/$preset/bench/bench.cases.so" "build/$preset/bench/bench.reproducible.so")
done
# Peers that play where they happen to be installed.
if [ ${#quick[@]} = 0 ]; then
    quietly cmake --preset bench-gcc -DCTNN_BENCH_INSTALLED=ON
    quietly cmake --build build/bench-gcc --target bench.installed
    for peer in torch dlib; do
        module=build/bench-gcc/bench/bench.$peer.so
        if [ -f "$module" ]; then modules+=("$module"); fi
    done
fi

native_of() {  # the processor that -march=native stands for, and its registers
    case $1 in
        g++) g++ -march=native -Q --help=target | sed -nE 's/^ *-m(arch|tune)=[[:space:]]*([^ ]+)$/-m\1=\2/p' ;;
        *) "$1" -march=native -### -E -x c++ /dev/null 2>&1 | grep -oE '"-(target|tune)-cpu" "[^"]+"' | tr -d '"' ;;
    esac | tr '\n' ' '
    "$1" -march=native -dM -E -x c++ /dev/null | grep -oE '__(AVX512F|AVX2|FMA|SSE2|ARM_NEON)__' |
        tr -d '_' | paste -sd ' '
}
version_of() { dpkg-query -W -f '${Version}' "$1" 2> /dev/null || echo '?'; }

echo "- $(date -u +%Y-%m-%d), $(nproc) cores of $(LC_ALL=C lscpu | sed -n 's/^Model name: *//p' | head -1)," \
    "$(LC_ALL=C lscpu | sed -n 's/^CPU family: */family /p'), $(LC_ALL=C lscpu | sed -n 's/^Model: */model /p')"
echo "- g++ $(g++ -dumpfullversion), \`-O3 -DNDEBUG -march=native\`: $(native_of g++)"
[ ${#quick[@]} -gt 0 ] || echo "- $(clang++ --version | head -1), \`-O3 -DNDEBUG -march=native\`: $(native_of clang++)"
echo "- Eigen $(version_of libeigen3-dev), oneDNN $(version_of libdnnl-dev), OpenBLAS $(version_of libopenblas-dev)," \
    "FANN $(version_of libfann-dev); one thread each"
for peer in torch dlib; do
    case " ${modules[*]} " in *"/bench.$peer.so "*) echo "- lib$peer $(version_of "lib$peer-dev")" ;; esac
done
build/bench-gcc/bench/bench.main "${quick[@]}" --filter "$filter" \
    --mnist "${CTNN_MNIST_DIR:-../shared/mnist}" --digits examples/data/digits.csv.gz --include include \
    --programs bench/programs "${modules[@]}"
