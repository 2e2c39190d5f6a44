#!/usr/bin/env bash
# Builds and runs the tests with clang, which compiles them in half of g++'s time: tests/run.sh
# With another preset's name, by that one: tests/run.sh gcc | clang-native | clang-sanitize | ...
# gcc adds the examples.
# With --exhaustive, whole ranges of sizes and numbers where tests else take samples: tests/run.sh [PRESET] --exhaustive
#
# After the first run a test is built and run by itself: its name is its file's, with dots.
#     ninja -C build/clang test.kernels.dense.dense && ctest --preset clang -R '^kernels.dense.dense$'
#     ctest --preset clang -L kernels
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source cmake/install_missing.sh

clang_sanitizes() { echo 'int main() {}' | clang++ -fsanitize=address,undefined -x c++ - -o /dev/null; }

preset=clang exhaustive=OFF
for argument in "$@"; do
    case $argument in
        --exhaustive) exhaustive=ON ;;
        -*)
            echo "There is no option '$argument' here, only --exhaustive" >&2
            exit 2 ;;
        *) preset=$argument ;;
    esac
done
need_build_tools
need catch2 have_package Catch2
need nlohmann-json3-dev have_package nlohmann_json
need gnuplot-nox command -v gnuplot
case $preset in gcc | gcc-native | clang-native) need libeigen3-dev have_package Eigen3 3.4 ;; esac
case $preset in clang*) need clang command -v clang++ ;; esac
case $preset in gcc | clang) need qemu-user command -v qemu-x86_64 ;; esac
case $preset in clang-sanitize) need libclang-rt-dev clang_sanitizes ;; esac
install_missing

cmake --preset "$preset" -DCTNN_EXHAUSTIVE_TESTS=$exhaustive
cmake --build --preset "$preset"
ctest --preset "$preset"
