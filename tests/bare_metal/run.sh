#!/usr/bin/env bash
# Networks on a machine without an operating system: builds the programs for a Cortex-M4F, runs them under qemu, and
# compares what they print with what they print here. Then measures them, and holds that against ctnn::cost.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$root/build/bare_metal
source "$root/cmake/install_missing.sh"

has_hosted_headers() { printf '#include <algorithm>\n' | arm-none-eabi-g++ -std=c++20 -x c++ -E -; }
need g++ command -v g++
need libboost-dev have_header boost/hana.hpp
need gcc-arm-none-eabi command -v arm-none-eabi-g++
need libstdc++-arm-none-eabi-newlib has_hosted_headers
need qemu-system-arm command -v qemu-system-arm
install_missing

# What the stack of predict may hold besides what cost<Net>.stack counts: return addresses, saved registers and
# spilled values, of predict and of the functions that it calls.
stack_margin=64
# All of a program but its parameters, the inputs included: it has neither formatted output nor arithmetic on double.
code_limit=8192
ram_start=$((16#20000000))
# Parameters<Net> starts at a multiple of this, and so takes one, from 64 bytes on.
alignment=64

core="-std=c++20 -Os -ffp-contract=off -ffreestanding -fno-exceptions -fno-rtti -DCTNN_NO_SIMD"
core+=" -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror"
board="-mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16 -fno-math-errno"
board+=" -ffunction-sections -fdata-sections"
link="-nostartfiles -T $here/cortex_m4f.ld -Wl,--gc-sections,--fatal-warnings"

fail() {
    echo "bare_metal: $*" >&2
    exit 1
}

# The heap, exceptions, formatted output, and arithmetic on double, for which the processor has no instructions.
unwelcome='(_*(malloc|calloc|realloc|free|sbrk)(_r)?|_Zn[aw].*|_Zd[al].*|__cxa_.*|_Unwind_.*|__gxx_personality.*|'
unwelcome+='.*printf.*|__aeabi_(c?d|[a-z]*2d).*)'

prepare() {
    mkdir -p "$build/include"
    # A cross compiler must not see this machine's /usr/include.
    local boost=/usr/include/boost
    [ -e $boost ] || boost=/usr/local/include/boost
    ln -sfn $boost "$build/include/boost"
    # What another activation is derived from has an argument of its own, a number.
    local found='^struct .*(\{| : .*\{\};)$'
    cat "$root"/include/ctnn/activations/*.hpp | grep -E "$found" |
        sed -nE 's/^struct ([A-Za-z0-9]+(<[A-Za-z, ]+>)?)( : [^{]+)? \{(\};)?$/ACTIVATION(\1)/; s/<Slope>/<std::deci>/; s/<Low, High>/<std::deci, std::deca>/; /^ACT/p' \
            > "$build/activations.inc"
    [ "$(wc -l < "$build/activations.inc")" = "$(cat "$root"/include/ctnn/activations/*.hpp | grep -cE "$found")" ] ||
        fail "found not all activations"
}

on_host() {
    g++ $core -I"$root/include" -I"$build" -c "$here/$1.cpp" -o "$build/$1.o"
    g++ -std=c++20 "$build/$1.o" "$here/host.cpp" -o "$build/$1.host"
    "$build/$1.host" > "$build/$1.host.txt"
}

for_board() {
    arm-none-eabi-g++ $core $board -I"$root/include" -I"$build" -isystem "$build/include" "$@"
}

on_board() {
    for_board $link "$here/$1.cpp" "$here/cortex_m4f.cpp" -o "$build/$1.elf"
    rm -f "$build/$1.txt"
    qemu-system-arm -M netduinoplus2 -display none -monitor none -serial none -kernel "$build/$1.elf" \
        -chardev file,id=answers,path="$build/$1.txt" -semihosting-config enable=on,target=native,chardev=answers ||
        fail "$1 did not end well on the board; it printed: $(cat "$build/$1.txt")"
}

# Of what program $1 printed on the board, the number after $2.
printed() {
    awk -v name="$2" '$1 == name { print $2; found = 1 } END { exit !found }' "$build/$1.txt" ||
        fail "$1 did not print its $2"
}

# The address and size of program $1's parameters.
block() { arm-none-eabi-nm -SC "$build/$1.elf" | awk '$4 ~ /^(digits::)?parameters$/ { print $1, $2 }'; }

compare() {
    diff <(grep -v '^stack ' "$1") <(grep -v '^stack ' "$2") ||
        fail "$(basename "$1" .txt) and $(basename "$2" .txt) answer differently"
    [ "$(grep -c '^class ' "$1")" = "$3" ] || fail "$(basename "$1" .txt) does not answer $3 times"
}

needs_nothing() {
    local found
    found=$(arm-none-eabi-nm "$build/$1.elf" | awk -v never="^$unwelcome\$" '$NF ~ never { print $NF }' | tr '\n' ' ')
    [ -z "$found" ] || fail "$1 holds what it should not need: $found"
}

# The figures of program $1, as a line of the table; $2 says whether its parameters are constant or learnt there.
measure() {
    local text data bss address size bytes stack least
    read -r text data bss _ < <(arm-none-eabi-size "$build/$1.elf" | tail -n 1)
    read -r address size < <(block "$1") || fail "$1: holds no block of parameters"
    size=$((16#$size)) address=$((16#$address))
    bytes=$(printed "$1" cost.bytes)
    stack=$(printed "$1" stack)
    least=$(printed "$1" cost.stack)
    local flash=$((text + data)) ram=$((data + bss)) code=$((text + data))
    [ "$2" != constant ] || code=$((flash - size))
    printf '| %-8s | %5d | %5d | %3d | %5d | %7d | %9d | %5d |\n' \
        "$1" $flash $code $ram "$stack" "$bytes" "$(printed "$1" cost.workspace)" "$least"

    ((size >= bytes && size < bytes + alignment && (bytes >= alignment || size == bytes))) ||
        fail "$1: its parameters take $size bytes, cost.bytes is $bytes"
    ((stack >= least && stack <= least + stack_margin)) ||
        fail "$1: predict took $stack bytes of stack, cost.stack is $least, the margin above it $stack_margin"
    ((code <= code_limit)) || fail "$1: holds $code bytes besides its parameters, more than $code_limit"
    [ "$2" = constant ] || return 0
    ((address < ram_start)) || fail "$1: its parameters are not in flash"
    ((ram == 0)) || fail "$1: takes $ram bytes of RAM besides the stack"
}

prepare
for name in xor digits learning; do
    on_host $name
    on_board $name
    [ $name = digits ] && samples=10 || samples=4
    compare "$build/$name.host.txt" "$build/$name.txt" $samples
    needs_nothing $name
done
compare "$build/xor.txt" "$build/learning.txt" 4
echo "The board answers as this machine does, bit for bit; what it learns is what the compiler learns."
echo

echo "| in bytes | flash | without weights | RAM | stack of predict | cost: weights | cost: workspace | cost: stack |"
echo "|---|--:|--:|--:|--:|--:|--:|--:|"
measure xor constant
measure digits constant
measure learning learnt

for_board -c "$here/layers.cpp" -o "$build/layers.o"
needs=$(arm-none-eabi-nm -u "$build/layers.o" | awk '$NF !~ /^mem(cpy|move|set|cmp)$/ { print $NF }' | tr '\n' ' ')
[ -z "$needs" ] || fail "prediction needs $needs"
echo
echo "Prediction with any activation and layer needs nothing of a library but memset and the like."
