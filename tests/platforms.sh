#!/usr/bin/env bash
# Builds a program that learns, streams and works with files, and the reproducible answers, for other platforms, runs
# them, and prints a row of a table for each:
#     tests/platforms.sh NAME...
# NAME is x86-64, aarch64, armv7 (with NEON), riscv64, ppc64le or s390x (big endian), which qemu runs; windows (mingw-w64,
# run by wine) or wasm (emscripten, with -msimd128, run by node). Each takes the compiler's own default flags. XSIMD names a
# folder with the headers of another xsimd than the one that is installed. Fails if any of them fails.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/install_missing.sh"
build=$root/build/platforms

[ $# -gt 0 ] || { sed -n '2,/^set/{/^set/d;s/^# //p}' "${BASH_SOURCE[0]}" >&2; exit 2; }

# What a platform takes: its compiler, flags, what is added when it is linked, and what runs it.
compiler='' flags='' level='' throws='' link='' runner='' suffix=''
choose() {
    flags="-isystem $build/include" level=-O1 throws='' link=-static suffix=''
    case $1 in
        x86-64) compiler=g++ flags='' level=-O0 link=-lz runner=env ;;
        aarch64) compiler=aarch64-linux-gnu-g++ runner=qemu-aarch64 ;;
        armv7) compiler=arm-linux-gnueabihf-g++ runner=qemu-arm flags+=' -mfpu=neon' ;;
        riscv64) compiler=riscv64-linux-gnu-g++ runner=qemu-riscv64 ;;
        ppc64le) compiler=powerpc64le-linux-gnu-g++ runner=qemu-ppc64le ;;
        s390x) compiler=s390x-linux-gnu-g++ runner=qemu-s390x ;;
        windows)
            compiler=x86_64-w64-mingw32-g++-posix runner=wine link='-static -lz' suffix=.exe
            # 32,768 functions and more; and unoptimised the linker takes a minute for them.
            flags+=' -Wa,-mbig-obj' ;;
        wasm)
            compiler=em++ runner=node level=-O0 suffix=.js
            flags+=' -msimd128'
            # Its exceptions go by way of JavaScript, which cannot pass a vector on: not for what is not optimized.
            throws=-fexceptions
            # Node 18 and newer take the program for a page that fetches its parts, unless it waits for them.
            link='-msimd128 -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sWASM_ASYNC_COMPILATION=0' ;;
        *)
            echo "No platform is called '$1' here: x86-64, aarch64, armv7, riscv64, ppc64le, s390x, windows, wasm" >&2
            exit 2 ;;
    esac
    [ "$1" = x86-64 ] || [ "$1" = windows ] || flags+=" -I$root/tests/platforms/plain"
    [ -z "${XSIMD-}" ] || flags="-isystem $XSIMD $flags"
}

need_build_tools
for name in "$@"; do
    choose "$name"
    case $name in
        x86-64) continue ;;
        windows)
            need g++-mingw-w64-x86-64-posix command -v "$compiler"
            need libz-mingw-w64-dev test -e /usr/x86_64-w64-mingw32/include/zlib.h
            need wine command -v wine
            need wine64 test -e /usr/lib/wine/wine64 ;;
        wasm)
            need emscripten command -v em++
            need nodejs command -v node ;;
        *)
            need "g++-${compiler%-g++}" command -v "$compiler"
            need qemu-user command -v "$runner" ;;
    esac
done
install_missing
portable_headers "$build/include"
export WINEDEBUG=-all WINEPREFIX=${WINEPREFIX:-$build/wine}

# Its objects, of two kinds: as anyone compiles, and with what CTNN_REPRODUCIBLE promises. What no emulator runs is quickest
# if it is not optimized at all.
compile() {
    local name=$1 warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror"
    mkdir -p "$build/$name"
    rm -f "$build/$name"/*.o
    for file in "$root"/tests/platforms/*.cpp "$root"/tests/reproducible/*.cpp; do
        local folder=${file%/*}
        folder=${folder##*/}
        local how="-O1 $throws"
        [ "$folder" = platforms ] || how="$level -DCTNN_REPRODUCIBLE -ffp-contract=off"
        echo "$how -c $file -o $build/$name/$folder.$(basename "$file").o"
    done | xargs -P "$(nproc)" -I{} sh -c "$compiler -std=c++20 $flags $warnings -DCTNN_NO_FORCED_INLINE -I$root/include {}"
}

try() {
    local name=$1 out=$build/$1
    compile "$name" || return 1
    # shellcheck disable=SC2086
    $compiler "$out"/platforms.*.o -o "$out/platforms$suffix" $link $throws || return 1
    # shellcheck disable=SC2086
    $compiler "$out"/reproducible.*.o -o "$out/reproducible$suffix" $link || return 1
    rm -rf "$out/files"
    $runner "$out/platforms$suffix" "$digits" "$out/files" | tr -d '\r' | tee "$out/platforms.out" || return 1
    $runner "$out/reproducible$suffix" | tr -d '\r' | tee "$out/reproducible.out" || return 1
}

# Not packed, for what has no zlib.
digits=$build/digits.csv
zcat "$root/examples/data/digits.csv.gz" > "$digits"
failed=0
table="| platform | compiler | computes in | |
|---|---|---|---|"
for name in "$@"; do
    choose "$name"
    log=$build/$name.log
    start=$SECONDS
    if try "$name" > "$log" 2>&1; then
        computes=$(sed -nE 's/, [0-9]+ of .*checks passed$//p' "$build/$name/platforms.out")
        result="$(grep -oE '[0-9]+ of [0-9]+ checks' "$build/$name/platforms.out") pass, $(
            sed -nE 's/^([0-9]+) results, 0 wrong$/\1/p' "$build/$name/reproducible.out") hashes as on x86-64"
    else
        computes=''
        result="fails: ${log#"$root/"}"
        tail -n 50 "$log" >&2
        failed=1
    fi
    row="| $name | $compiler $($compiler -dumpfullversion -dumpversion) | $computes | $result |"
    echo "$row ($((SECONDS - start)) s)" >&2
    table+=$'\n'$row
done
echo "$table"
exit $failed
