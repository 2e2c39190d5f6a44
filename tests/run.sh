#!/usr/bin/env bash
# Builds and runs all tests with g++: tests/run.sh
# With another preset's name, by that one: tests/run.sh clang | gcc-native | gcc-sanitize | ...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source cmake/install_missing.sh

preset=${1:-gcc}
need_build_tools
need catch2 have_header catch2/catch.hpp
need libeigen3-dev have_header eigen3/Eigen/Dense
case $preset in clang*) need clang command -v clang++ ;; esac
install_missing

cmake --workflow --preset "$preset"
