#!/usr/bin/env bash
# Makes each package of ctnn and builds programs with what is in it: the single header, the Debian package (by CMake and
# by pkg-config), the library for boards; vcpkg's port and Conan's recipe by these tools where they are, else by
# stand-ins for their functions. Needs no input; takes a minute.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/install_missing.sh"
build=$root/build/packages

need_build_tools
need pkg-config command -v pkg-config
need lintian command -v lintian
need dpkg-dev command -v dpkg-deb
need catch2 have_package Catch2
need python3 command -v python3
install_missing

passed=0
failed=0
check() {
    local name=$1
    shift
    if quietly "$@"; then
        passed=$((passed + 1))
    else
        echo "$name: failed" >&2
        failed=$((failed + 1))
    fi
}
CXX=${CXX:-g++}
compile() { "$CXX" -std=c++20 -O0 -DCTNN_NO_FORCED_INLINE -Wall -Wextra -Wpedantic -Werror "$@"; }

cd "$root"
quietly cmake --preset packages
quietly cmake --build --preset packages
version=$(sed -nE 's/.*int version_[a-z]+ = ([0-9]+);.*/\1/p' include/ctnn/version.hpp | paste -sd.)

# The single headers: the README's program; all three in two orders, one program, without zlib; tests, whose headers they
# stand for, with and without it.
single=$build/single
forward() {
    rm -rf "$build/forward"
    local header
    for header in $(cd include && find ctnn -name '*.hpp' ! -name ctnn.hpp ! -name train.hpp); do
        mkdir -p "$build/forward/$(dirname "$header")"
        case $header in
            */io/*) echo '#include <ctnn/io.hpp>' > "$build/forward/$header" ;;
            *) echo '#include <ctnn/train.hpp>' > "$build/forward/$header" ;;
        esac
    done
}
single_hello() {
    compile -I"$single" examples/hello.cpp -o "$build/hello" && "$build/hello" | grep -F '1 xor 0 = 0.99'
}
single_both() {
    printf '#include <ctnn/%s.hpp>\n' ctnn train io > "$build/one.cpp"
    printf 'int other();\nint main() { return other(); }\n' >> "$build/one.cpp"
    printf '#include <ctnn/%s.hpp>\n' io train ctnn > "$build/other.cpp"
    printf 'int other() { return 0; }\n' >> "$build/other.cpp"
    compile -DCTNN_NO_SIMD -DCTNN_NO_ZLIB -I"$single" "$build/one.cpp" "$build/other.cpp" -o "$build/both" &&
        "$build/both"
}
single_test() {
    local library=-lCatch2WithMain
    have_library Catch2Main cstdio && library='-lCatch2Main -lCatch2'
    # shellcheck disable=SC2086
    compile -I"$single" -I"$build/forward" -Itests "tests/$1.cpp" tests/allocations.cpp $library "${@:2}" \
        -o "$build/single_test" &&
        "$build/single_test"
}
forward
check "single header: hello" single_hello
check "single header: both" single_both
for name in layers/max_pool2d network/parameters; do
    check "single header: tests/$name" single_test "$name"
done
check "single header: tests/io/safetensors" single_test io/safetensors -DCTNN_NO_ZLIB
check "single header: tests/io/npz" single_test io/npz -lz

# A link for Compiler Explorer holds the program, with the header's address in it.
explorer() {
    local link
    link=$(cmake/packages/explorer.sh https://example.invalid/train.hpp examples/hello.cpp)
    sed 's|.*/clientstate/||; s|%2F|/|g; s|%2B|+|g' <<< "$link" | base64 -d > "$build/explorer.json"
    python3 -c 'import json, sys
source = open("examples/hello.cpp").read().replace("ctnn/train.hpp", "https://example.invalid/train.hpp")
sys.exit(json.load(open(sys.argv[1]))["sessions"][0]["source"] != source)' "$build/explorer.json"
}
check "Compiler Explorer" explorer

# The Debian package, as installed below a folder. Who packs it says who maintains it.
deb=$build/libctnn-dev_${version}_all.deb
stage=$build/installed
install_deb() {
    rm -rf "$stage"
    mkdir -p "$stage/var/lib/dpkg/info" "$stage/var/lib/dpkg/updates"
    touch "$stage/var/lib/dpkg/status"
    dpkg --root="$stage" --force-depends --force-not-root --force-script-chrootless -i "$deb"
}
consume() {
    rm -rf "$build/consumer"
    cmake -S tests/consumer -B "$build/consumer" -G Ninja -DCONSUME=find_package -DCMAKE_PREFIX_PATH="$1" \
        -DCMAKE_CXX_FLAGS=-DCTNN_NO_FORCED_INLINE && cmake --build "$build/consumer" --target "${@:2}" || return 1
    local program
    for program in "${@:2}"; do "$build/consumer/$program" || return 1; done
    # Its own headers, and not those of a ctnn that this machine may have.
    grep -qF "$1/include" "$build/consumer/build.ninja"
}
check "Debian package: lintian" lintian --allow-root --fail-on error,warning \
    --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog "$deb"
check "Debian package: installs" install_deb
check "Debian package: CMake" consume "$stage/usr" predicts reads
check "Debian package: pkg-config" cmake -DPKG_CONFIG=pkg-config "-DSTAGE=$stage/usr" -DCXX="$CXX" \
    "-DFLAGS=-O0 -DCTNN_NO_FORCED_INLINE" -P tests/consumer/pkg_config.cmake

# vcpkg and Conan.
if command -v vcpkg > /dev/null; then
    check "vcpkg" vcpkg install 'ctnn[io]' --overlay-ports=cmake/packages/vcpkg --x-install-root="$build/vcpkg"
else
    echo "vcpkg is not here: its port is carried out by stand-ins for its functions" >&2
    check "vcpkg's port" cmake -DPORT="$root/cmake/packages/vcpkg/ctnn" -DINSTALLED="$build/vcpkg/stand_in" \
        -P tests/packages/port.cmake
    check "vcpkg's port: CMake" consume "$build/vcpkg/stand_in" predicts
fi
if command -v conan > /dev/null; then
    check "Conan" conan create cmake/packages/conan --build=missing -s compiler.cppstd=20
else
    echo "Conan is not here: its recipe is carried out by stand-ins for its functions" >&2
    check "Conan's recipe" python3 -B tests/packages/recipe.py "$build/conan"
fi

# The library for boards: on this machine, and for a Cortex-M4 where its compiler is here, by its own headers alone.
library=$build/arduino/ctnn
board_learns() {
    g++ -std=gnu++20 -O1 -Wall -Wextra -Wpedantic -nostdinc++ -I"$library/src" -Itests/packages -include Arduino.h \
        -x c++ \
        $(g++ -xc++ -E -v /dev/null 2>&1 | sed -n 's/^ \(.*c++.*\)$/-isystem \1/p') \
        "$library/examples/Xor/Xor.ino" -o "$build/board" || return 1
    "$build/board" | tail -n 1 | grep -E '^0\.0[0-9] (0\.9[0-9]|1\.00) (0\.9[0-9]|1\.00) 0\.0[0-9]$'
}
for_cortex() {
    arm-none-eabi-g++ -std=gnu++20 -Os -mcpu=cortex-m4 -mthumb -fno-exceptions -fno-rtti -I"$library/src" \
        -Itests/packages -include Arduino.h -x c++ -c "$library/examples/Xor/Xor.ino" -o "$build/board.o"
}
check "files for package managers" cmake -DROOT="$root" -DLIBRARY="$library" -DVERSION="$version" \
    -P tests/packages/metadata.cmake
check "library for boards: its archive" cmake -E tar tf "$build/arduino/ctnn-$version.zip"
check "library for boards: learns" board_learns
if command -v arm-none-eabi-g++ > /dev/null; then check "library for boards: Cortex-M4" for_cortex; fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
