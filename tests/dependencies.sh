#!/usr/bin/env bash
# Builds and runs tests and the README's programs with other versions of what ctnn depends on, and prints a table of them:
#     tests/dependencies.sh DIR...
# DIR is a copy of xsimd, of Boost.Hana (as its own repository has it) or of Catch2, installed or just as its sources are;
# which one, and which version, its headers say. All else is what is installed here. With each copy of xsimd go the tests
# of simd, math, kernels and activations, of Hana those of engine and network, of Catch2 those of simd, core, data and io;
# with all of them the examples hello, stream, own_layer and compile_time. CXX names the compiler, CXXFLAGS more flags.
# Fails if any of them fails.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/install_missing.sh"

[ $# -gt 0 ] || { sed -n '2,/^set/{/^set/d;s/^# //p}' "${BASH_SOURCE[0]}" >&2; exit 2; }
need_build_tools
need catch2 have_header catch2/catch.hpp
install_missing

examples="hello stream own_layer compile_time"

# What a header defines: defined HEADER NAME
defined() { sed -nE "s/^#define $2 +\"?([0-9.]+)\"?.*/\1/p" "$1"; }

# Says of a copy: name version folders-of-tests include-folder
recognize() {
    local include=$1/include
    if [ -f "$include/xsimd/config/xsimd_config.hpp" ]; then
        local header=$include/xsimd/config/xsimd_config.hpp
        echo xsimd "$(defined "$header" XSIMD_VERSION_MAJOR).$(defined "$header" XSIMD_VERSION_MINOR).$(
            defined "$header" XSIMD_VERSION_PATCH)" "simd|math|kernels|activations"
    elif [ -f "$include/boost/hana/version.hpp" ]; then
        local header=$include/boost/hana/version.hpp
        echo Hana "$(defined "$header" BOOST_HANA_MAJOR_VERSION).$(defined "$header" BOOST_HANA_MINOR_VERSION).$(
            defined "$header" BOOST_HANA_PATCH_VERSION)" "engine|network"
    elif [ -f "$1/CMakeLists.txt" ] && grep -q "project(Catch2" "$1/CMakeLists.txt"; then
        echo Catch2 "$(sed -n '/project(Catch2/,/)/p' "$1/CMakeLists.txt" | grep -m1 -oE '[0-9]+\.[0-9]+\.[0-9]+')" "simd|core|data|io"
    else
        echo "$1 is no copy of xsimd, Boost.Hana or Catch2" >&2
        return 1
    fi
}

# Builds and runs with one copy. Asked by an if, in which no failure ends it by itself.
try() {
    local copy=$1 name=$2 version=$3 folders=$4 build=$root/build/dependencies/$2-$3
    local options=()
    if [ "$name" = Catch2 ]; then
        cmake -S "$copy" -B "$build/catch2" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
            -DCATCH_BUILD_TESTING=OFF -DCATCH_INSTALL_DOCS=OFF -DCMAKE_CXX_STANDARD=20 \
            -DCMAKE_INSTALL_PREFIX="$build/installed" || return 1
        cmake --build "$build/catch2" --target install || return 1
        options=(-DCMAKE_PREFIX_PATH="$build/installed")
    else
        options=(-DCMAKE_CXX_FLAGS="${CXXFLAGS-} -isystem $copy/include")
    fi
    cmake -S "$root" -B "$build/ctnn" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCTNN_NATIVE=ON "${options[@]}" ||
        return 1
    local programs
    programs=$(ninja -C "$build/ctnn" -t targets all | sed -nE "s/^(test\.($folders)(\.[a-z0-9_.]+)?): phony$/\1/p")
    # shellcheck disable=SC2086
    ninja -C "$build/ctnn" $programs $(printf 'example.%s ' $examples) || return 1
    ctest --test-dir "$build/ctnn" --output-on-failure --no-tests=error -j "$(nproc)" \
        -R "^(($folders)\..*|example\.($(echo $examples | tr ' ' '|')))$"
}

export CXX=${CXX-g++}
compiler="$CXX $($CXX -dumpfullversion -dumpversion)"
failed=0
table="| dependency | compiler | tests of | |
|---|---|---|---|"
for copy in "$@"; do
    copy=$(cd "$copy" && pwd)
    read -r name version folders < <(recognize "$copy")
    log=$root/build/dependencies/$name-$version.log
    mkdir -p "${log%/*}"
    if try "$copy" "$name" "$version" "$folders" > "$log" 2>&1; then
        result=$(sed -nE 's/^100% tests passed.* out of ([0-9]+).*/\1 programs pass/p' "$log")
    else
        result="fails: ${log#"$root/"}"
        failed=1
    fi
    row="| $name $version | $compiler | $(echo "$folders" | sed 's/|/, /g'), examples | $result |"
    echo "$row" >&2
    table+=$'\n'$row
done
echo "$table"
exit $failed
