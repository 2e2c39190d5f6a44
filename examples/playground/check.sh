#!/usr/bin/env bash
# Builds the playground and tests it: the modules must give the host's bits, in node and in Chromium, where the page
# must learn, draw, read digits, and look as it should:
#     examples/playground/check.sh [--all] [--bars] [--xsimd DIR]
# Three networks, or all. With --bars it fails below 50 frames and 0.5 million samples a second (with xsimd 2 million),
# which it else only prints: other work beside it costs both. CXX is the host's compiler; screenshots are in
# build/playground/.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
source "$root/cmake/install_missing.sh"
build=$root/build/playground

names='perceptron deep recurrent' bars=() xsimd=() rate=0.5 kilobytes=100
while [ $# -gt 0 ]; do
    case $1 in
        --all) names=$(cd "$here/networks" && echo *.hpp | sed 's/\.hpp//g') ;;
        --bars) bars=(--bars) ;;
        --xsimd)
            xsimd=(--xsimd "${2?--xsimd takes a folder}") rate=2 kilobytes=200
            shift ;;
        *)
            sed -n '2,/^set/{/^set/d;s/^# //p}' "${BASH_SOURCE[0]}" >&2
            exit 2 ;;
    esac
    shift
done

need_headers
need chromium command -v chromium
install_missing
mkdir -p "$build/host"

"$here/build.sh" --networks "$names" --page "$build/check.html" "${xsimd[@]}"

# The same on the host, whose compiler and vectors are others.
answers() {
    local name=$1
    shift
    "${CXX:-g++}" -std=c++20 -O1 -DCTNN_REPRODUCIBLE -ffp-contract=off -DCTNN_NO_FORCED_INLINE -Wall -Wextra \
        -Wpedantic -Wconversion -Wsign-conversion -Wshadow -I"$root/include" "$@" -o "$build/host/$name"
    echo "$name $("$build/host/$name")"
}
for name in $names; do
    answers "$name" -include "$here/networks/$name.hpp" "$here/test/answers.cpp"
done > "$build/host.txt"
answers digits "$here/test/digit_answers.cpp" >> "$build/host.txt"

[ ${#bars[@]} = 0 ] || bars+=("$rate")
node "$here/test/check.mjs" "$build/check.html" "$(command -v chromium)" "$build" "$build/host.txt" $kilobytes \
    "${bars[@]}"
