#!/usr/bin/env bash
# Builds and runs tests and examples with other versions of what ctnn depends on:
#     tests/dependencies.sh DIR... [--quick DIR...]
# DIR is a copy of xsimd, of Boost.Hana (as its own repository has it) or of Catch2, just as its sources are; which one,
# and which version, its headers say. All else is what is installed here. With each copy of xsimd go the tests of simd,
# math and kernels, of Hana those of engine and network, of Catch2 those of simd, core, data and io; of the copies after
# --quick some of these. With xsimd and Hana go hello and stream of examples/ and the programs of tests/dependencies/.
# They are built by each of COMPILERS ("g++ clang++") for each of MARCHS that the processor knows ("x86-64 x86-64-v3
# x86-64-v4", of which the last goes with xsimd alone, as after --quick), tests at -O0, programs at -O1, by JOBS processes
# at once. Prints a row for each, which tests/matrix.sh puts together. Fails if any of them fails.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/install_missing.sh"

compilers=${COMPILERS-g++ clang++}
marchs=${MARCHS-x86-64 x86-64-v3 x86-64-v4}
jobs=${JOBS-$(nproc)}
built=$root/build/dependencies
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror"

[ $# -gt 0 ] || { sed -n '2,/^set/{/^set/d;s/^# //p}' "${BASH_SOURCE[0]}" >&2; exit 2; }
need_compilers $compilers
need_headers
need zlib1g-dev have_library z zlib.h
need catch2 have_header catch2/catch.hpp
install_missing

# What a header defines: defined HEADER NAME
defined() { sed -nE "s/^#define $2 +\"?([0-9.]+)\"?.*/\1/p" "$1"; }

# Says of a copy: name version
recognize() {
    local header
    if header=$1/include/xsimd/config/xsimd_config.hpp && [ -f "$header" ]; then
        echo xsimd "$(defined "$header" XSIMD_VERSION_MAJOR).$(defined "$header" XSIMD_VERSION_MINOR).$(
            defined "$header" XSIMD_VERSION_PATCH)"
    elif header=$1/include/boost/hana/version.hpp && [ -f "$header" ]; then
        echo Hana "$(defined "$header" BOOST_HANA_MAJOR_VERSION).$(defined "$header" BOOST_HANA_MINOR_VERSION).$(
            defined "$header" BOOST_HANA_PATCH_VERSION)"
    elif header=$1/CMakeLists.txt && grep -qs "project(Catch2" "$header"; then
        echo Catch2 "$(sed -n '/project(Catch2/,/)/p' "$header" | grep -m1 -oE '[0-9]+\.[0-9]+\.[0-9]+')"
    else
        echo "$1 is no copy of xsimd, Boost.Hana or Catch2" >&2
        return 1
    fi
}

# The tests that go with it: folders NAME all|few
folders() {
    case $1.$2 in
        xsimd.all) echo simd math kernels ;;
        xsimd.few) echo simd ;;
        Hana.all) echo engine network ;;
        Hana.few) echo engine/chain.cpp ;;
        Catch2.all) echo simd core data io ;;
        Catch2.few) echo core data ;;
    esac
}

# Where a copy's headers lie, as options for the compiler: includes NAME COPY
includes() {
    if [ "$1" != Catch2 ]; then
        echo "-isystem $2/include"
    elif [ -d "$2/single_include" ]; then
        echo "-isystem $2/single_include"
    else  # version 3 in two files, by the name that its installation has
        mkdir -p "$built/catch_all/catch2"
        echo '#include <catch_amalgamated.hpp>' > "$built/catch_all/catch2/catch_all.hpp"
        echo "-isystem $2/extras -isystem $built/catch_all"
    fi
}

# What is run with it, built by the first compiler once for all: runner VERSION COPY INCLUDES FOLDER
runner() {
    local source
    mkdir -p "$4"
    for source in main allocations; do
        ${compilers%% *} -std=c++20 $3 -I"$root/tests" -c "$root/tests/$source.cpp" -o "$4/$source.o"
    done
    case $1 in 3.*) ${compilers%% *} -std=c++20 $3 -c "$2/extras/catch_amalgamated.cpp" -o "$4/catch2.o" ;; esac
}

programs() {  # that go with NAME
    [ "$1" = Catch2 ] || echo {examples/{hello,stream},tests/dependencies/{nan_kept,xsimd_included}}
}

# The file FILE, without its ending, of the tree as an object; asked by xargs. Its environment says how.
compile() {
    local object=$folder/$(echo "$1" | tr / .).o
    case $1 in
        tests/dependencies/* | examples/*)
            $compiler $flags -O1 -I"$root/examples" -c "$root/$1.cpp" -o "$object" &&
                $compiler $flags "$object" -lz -pthread -o "${object%.o}" ;;
        *) $compiler $flags $test_flags -include "$folder/read.hpp" -c "$root/$1.cpp" -o "$object" ;;
    esac || { echo "$1 does not compile"; exit 255; }
}

# Builds and runs all for one compiler and processor: build_and_run TESTS PROGRAMS CATCH. It is asked in a condition,
# where bash ends at no failure by itself.
build_and_run() {
    local tests=$1 programs=$2 catch=$3 program sources
    rm -rf "$folder" && mkdir -p "$folder" || return 1
    # Catch2's header takes longer to read than most tests, so it is compiled once.
    printf '#include <testing.hpp>\n#include <ctnn/core/config.hpp>\n#include <xsimd/xsimd.hpp>\n' > "$folder/read.hpp"
    local compiled=$folder/read.hpp.gch
    case $compiler in clang*) compiled=$folder/read.hpp.pch ;; esac
    $compiler $flags $test_flags -x c++-header "$folder/read.hpp" -o "$compiled" || return 1
    # All become one program, so that of two which share their cases one is left out.
    sources=$(cd "$root" && for file in $(find $tests -name '*.cpp'); do
        grep -q '#include .*\.cpp[>"]' "$file" || echo "$file"
    done)
    printf '%s\n' $sources $programs | sed 's/\.cpp$//' | xargs -P "$jobs" -I{} bash -c 'compile {}' || return 1
    $compiler "$folder"/tests.{core,simd,math,kernels,engine,network,data,io}.*.o "$catch"/*.o -lz -pthread \
        -o "$folder/tests" && "$folder/tests" || return 1
    for program in $programs; do "$folder/$(echo "$program" | tr / .)" > /dev/null || return 1; done
}

# One row: try NAME VERSION COPY all|few COMPILER MARCH
try() (
    shopt -s nullglob
    local name=$1 version=$2 copy=$3 which=$4 march=$6 result=
    compiler=$5
    [ "$march" != x86-64-v4 ] || which=few
    folder=$built/$name-$version/$compiler-$march
    flags="-std=c++20 -march=$march $warnings $(includes "$name" "$copy") -I$root/include"
    # g++ 12 finds its own AVX-512 intrinsics uninitialized where xsimd is read first.
    case $compiler.$march in g++*.x86-64-v4) flags+=" -Wno-uninitialized -Wno-maybe-uninitialized" ;; esac
    test_flags="-O0 -DCTNN_NO_FORCED_INLINE -I$root/tests"
    export folder compiler flags test_flags root
    export -f compile
    local catch=$built/catch2
    [ "$name" != Catch2 ] || catch=$built/$name-$version/runner
    local tests programs
    tests=$(folders "$name" "$which") programs=$(programs "$name")
    if build_and_run "$(printf 'tests/%s ' $tests)" "$programs" "$catch" > "$folder.log" 2>&1; then
        result=$(sed -nE 's/^All tests passed .* in ([0-9]+) test case.*/\1 cases/p' "$folder.log")
    fi
    local passed=${result:+yes}
    [ -z "$passed" ] || [ -z "$programs" ] || result+=", $(echo $programs | wc -w) programs"
    rm -rf "$folder"
    echo "| $name $version | $compiler $($compiler -dumpfullversion -dumpversion) | $march | $(echo "$tests" | sed 's/ /, /g') | ${result:-fails} |"
    [ -n "$passed" ]
)

knows() {  # the processor, of these instructions
    case $1 in
        x86-64-v3) grep -qs ' avx2 ' /proc/cpuinfo ;;
        x86-64-v4) grep -qs ' avx512bw ' /proc/cpuinfo ;;
    esac
}

mkdir -p "$built"
runner installed "" "" "$built/catch2"
failed=0 which=all
echo "| with | compiler | -march | tests of | passed |"
echo "|---|---|---|---|---|"
for argument in "$@"; do
    if [ "$argument" = --quick ]; then
        which=few
        continue
    fi
    copy=$(cd "$argument" && pwd)
    read -r name version < <(recognize "$copy")
    mkdir -p "$built/$name-$version"
    [ "$name" != Catch2 ] || runner "$version" "$copy" "$(includes Catch2 "$copy")" "$built/$name-$version/runner"
    for compiler in $compilers; do
        for march in $marchs; do
            knows "$march" || continue
            [ "$name" = xsimd ] || [ "$march" != x86-64-v4 ] || continue
            try "$name" "$version" "$copy" $which "$compiler" "$march" || failed=1
        done
    done
done
exit $failed
