#!/usr/bin/env bash
# Measures ctnn beside its peers and prints a section in Markdown, headed by the processor: bench/run.sh --save
#
#   --quick          fewer repetitions, g++ only: some three minutes once it is built
#   --filter REGEX   only the cases whose "group: name" matches
#   --arch ARCH      what both sides are built for: native (the default), x86-64-v3 or x86-64
#   --peers DIR      also beside what lies there as source: RTNeural, with DIR/xsimd for one of its backends, and
#                    NeuralAmpModelerCore
#   --save           puts the section into bench/results.md too, in place of the one of this processor and ARCH
#
# The folder of MNIST's four .gz files is CTNN_MNIST_DIR, by default ../shared/mnist beside the project; without it the
# training cases run on random data. Exit code 1: a peer and ctnn do not agree.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
usage="bench/run.sh [--quick] [--filter REGEX] [--arch native|x86-64-v3|x86-64] [--peers DIR] [--save]"

quick=() filter=. arch=native peers='' save=
while [ $# -gt 0 ]; do
    case $1 in
        --quick) quick=(--quick) ;;
        --filter) shift; filter=${1:?--filter needs a regular expression} ;;
        --arch) shift; arch=${1:?--arch needs native, x86-64-v3 or x86-64} ;;
        --peers) shift; peers=$(cd "${1:?--peers needs a folder}" && pwd) ;;
        --save) save=1 ;;
        *) echo "$usage" >&2; exit 2 ;;
    esac
    shift
done
case $arch in native | x86-64-v3 | x86-64) ;; *) echo "$usage" >&2; exit 2 ;; esac
if [ -n "$save" ] && { [ ${#quick[@]} -gt 0 ] || [ "$filter" != . ]; }; then
    echo "--save is for whole runs, without --quick and --filter" >&2
    exit 2
fi
cd "$root"
source cmake/install_missing.sh

need_build_tools
need libeigen3-dev have_package Eigen3 3.4
need libdnnl-dev have_library dnnl dnnl.hpp
need libopenblas-dev have_library openblas cblas.h
need libfann-dev have_library floatfann floatfann.h
need binutils command -v strip
[ ${#quick[@]} -gt 0 ] || need clang command -v clang++
install_missing >&2

compilers=(gcc)
[ ${#quick[@]} -gt 0 ] || compilers+=(clang)
modules=()
folder_of() { if [ "$arch" = native ]; then echo "build/bench-$1"; else echo "build/bench-$1-$arch"; fi; }
for compiler in "${compilers[@]}"; do
    build=$(folder_of "$compiler")
    echo "Building $build" >&2
    targets=(bench.cases)
    [ "$compiler" = clang ] || targets+=(bench.main)
    # Peers that play where they happen to be installed, or lie as source: one compiler's.
    installed=OFF source=
    if [ "$compiler" = gcc ] && [ ${#quick[@]} = 0 ]; then installed=ON; fi
    if [ "$compiler" = gcc ]; then source=$peers targets+=(bench.peers); fi
    quietly cmake --preset "bench-$compiler" -B "$build" -DCMAKE_CXX_FLAGS="-march=$arch" \
        -DCTNN_BENCH_INSTALLED="$installed" -DCTNN_BENCH_PEERS="$source"
    quietly cmake --build "$build" --target "${targets[@]}"
    modules+=("$build/bench/bench.cases.so" "$build/bench/bench.reproducible.so")
    [ "$compiler" = clang ] || while read -r module; do
        modules+=("$build/bench/$module.so")
    done < "$build/bench/peers.txt"
done

native_of() {  # the processor that -march stands for, and its registers
    case $1 in
        g++) g++ -march="$arch" -Q --help=target | sed -nE 's/^ *-m(arch|tune)=[[:space:]]*([^ ]+)$/-m\1=\2/p' ;;
        *) "$1" -march="$arch" -### -E -x c++ /dev/null 2>&1 | grep -oE '"-(target|tune)-cpu" "[^"]+"' | tr -d '"' ;;
    esac | tr '\n' ' '
    "$1" -march="$arch" -dM -E -x c++ /dev/null | grep -oE '__(AVX512F|AVX2|FMA|SSE2|ARM_NEON)__' |
        tr -d '_' | paste -sd ' '
}
version_of() { dpkg-query -W -f '${Version}' "$1" 2> /dev/null || echo '?'; }
commit_of() { git -C "$1" rev-parse --short HEAD 2> /dev/null || echo '?'; }
of_processor() { LC_ALL=C lscpu | sed -n "s/^$1: *//p" | head -1; }
registers() {
    case $(g++ -march="$arch" -dM -E -x c++ /dev/null) in
        *__AVX512F__*) echo 512-bit registers ;;
        *__AVX__*) echo 256-bit registers ;;
        *) echo 128-bit registers ;;
    esac
}

section() {
    printf '## %s, family %s, model %s, %s (%s)\n\n' "$(of_processor 'Model name')" "$(of_processor 'CPU family')" \
        "$(of_processor Model)" "$(registers)" "$arch"
    echo "- $(date -u +%Y-%m-%d), $(nproc) cores"
    echo "- g++ $(g++ -dumpfullversion), \`-O3 -DNDEBUG -march=$arch\`: $(native_of g++)"
    [ ${#quick[@]} -gt 0 ] ||
        echo "- $(clang++ --version | head -1), \`-O3 -DNDEBUG -march=$arch\`: $(native_of clang++)"
    echo "- Eigen $(version_of libeigen3-dev), oneDNN $(version_of libdnnl-dev)," \
        "OpenBLAS $(version_of libopenblas-dev), FANN $(version_of libfann-dev); one thread each"
    for peer in torch dlib; do
        case " ${modules[*]} " in *"/bench.$peer.so "*) echo "- lib$peer $(version_of "lib$peer-dev")" ;; esac
    done
    case "${modules[*]}" in *bench.rtneural*) echo "- RTNeural $(commit_of "$peers/RTNeural")" ;; esac
    local status=0
    "$(folder_of gcc)/bench/bench.main" "${quick[@]}" --filter "$filter" \
        --mnist "${CTNN_MNIST_DIR:-../shared/mnist}" --digits examples/data/digits.csv.gz --include include \
        --programs bench/programs "${modules[@]}" || status=$?
    if [ -d "$peers/NeuralAmpModelerCore" ] && [ "$filter" = . ]; then
        printf '\nWaveNets, beside the core of Neural Amp Modeler:\n\n'
        bench/nam.sh "$peers/NeuralAmpModelerCore" "-march=$arch" || status=1
    fi
    return $status
}

if [ -z "$save" ]; then
    section
else
    draft=$(mktemp)
    trap 'rm -f "$draft"' EXIT
    status=0
    section > "$draft" || status=$?
    cat "$draft"
    bench/save_section.sh "$draft" bench/results.md
    exit $status
fi
