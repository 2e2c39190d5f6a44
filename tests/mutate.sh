#!/usr/bin/env bash
# Changes a header in one place at a time and looks whether its test notices:
#     tests/mutate.sh [--most N] [--list] FILE [TEST...]
#     tests/mutate.sh --most 15 kernels/dense/gemv_stream.hpp
#     tests/mutate.sh engine/chain.hpp engine.chain layers.sequential
# FILE is a header of include/ctnn, TEST a test as CTest names it; without one, that which bears the header's name. Each
# change makes a mutant: an operator becomes another (+ - * / %, < <= > >=, == !=, && ||), an integer one more, a loop
# goes one turn less; only where code is, not in comments, strings, assertions and preprocessor lines. Operators are
# known by the blanks around them, as clang-format puts them. A mutant is caught if it does not compile, fails a test,
# or takes more than ten times as long as the header itself; what SURVIVED shows what no test asks, or what makes no
# difference. --most takes so many mutants, spread evenly over the header; --list shows them and runs none.
# Works in a copy of the tree, of which nothing is left. CXX names the compiler. Fails if any mutant survived.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

most=0 list=no
while [[ ${1-} == -* ]]; do
    case $1 in
        --most) most=${2:?--most takes a number}; shift 2 ;;
        --list) list=yes; shift ;;
        *) echo "There is no option '$1' here, only --most N and --list" >&2; exit 2 ;;
    esac
done
[ $# -gt 0 ] || { sed -n '2,/^set/{/^set/d;s/^# //p}' "${BASH_SOURCE[0]}" >&2; exit 2; }
file=${1#include/ctnn/}
shift
[ -f "$root/include/ctnn/$file" ] || { echo "There is no include/ctnn/$file" >&2; exit 2; }
tests=("$@")
[ ${#tests[@]} -gt 0 ] || { name=${file%.hpp}; tests=("${name//\//.}"); }

# All mutants of a header, one a line: its line, the column and length of what is replaced, and by what, after tabs.
mutants_of() {
    awk '
        function mutant(column, length_, by) { printf "%d\t%d\t%d\t%s\n", NR, column, length_, by }
        BEGIN {
            count = split("+ - * / % < <= > >= == != && || += -= *= /=", from, " ")
            split("- + + * * <= < >= > != == || && -= += += *=", to, " ")
            for (i = 1; i <= count; ++i) other[from[i]] = to[i]
        }
        in_directive || /^ *#/ { in_directive = /\\$/; next }
        {
            # The code alone: what is in strings and comments becomes blanks, or a letter that is no operator.
            code = ""
            in_string = ""
            for (i = 1; i <= length($0); ++i) {
                c = substr($0, i, 1)
                two = substr($0, i, 2)
                if (in_comment) {
                    if (two == "*/") { in_comment = 0; code = code " "; ++i }
                    code = code " "
                } else if (in_string != "") {
                    if (c == "\\") { code = code "s"; ++i }
                    else if (c == in_string) in_string = ""
                    code = code "s"
                } else if (two == "//") {
                    break
                } else if (two == "/*") {
                    in_comment = 1
                    code = code "  "
                    ++i
                } else {
                    if (c == "\"" || (c == "\047" && substr($0, i - 1, 1) !~ /[0-9A-Fa-f]/)) in_string = c
                    code = code (in_string != "" ? "s" : c)
                }
            }
        }
        code ~ /static_assert/ || in_assertion { in_assertion = code !~ /;/; next }
        {
            for (i = 1; i <= length(code); ++i) {
                if (substr(code, i, 1) == " ") {
                    rest = substr(code, i + 1) " "
                    operator = substr(rest, 1, index(rest, " ") - 1)
                    if (operator in other) mutant(i + 1, length(operator), other[operator])
                } else if (substr(code, i, 1) ~ /[A-Za-z_0-9.]/) {  # a word, of which only whole integers count
                    match(substr(code, i), /^([0-9.]+e[-+]|[A-Za-z_0-9.\047])+/)
                    word = substr(code, i, RLENGTH)
                    if (word ~ /^[0-9]+$/) mutant(i, RLENGTH, word + 1)
                    i += RLENGTH - 1
                }
            }
            if (match(code, /(for|FOR) \([^;]*;[^;]*<[^;]*;/)) mutant(RSTART + RLENGTH - 1, 0, " - 1")
        }' "$1"
}

mapfile -t mutants < <(mutants_of "$root/include/ctnn/$file")
if [ "$most" -gt 0 ] && [ "$most" -lt ${#mutants[@]} ]; then
    sample=()
    for ((k = 0; k < most; ++k)); do sample+=("${mutants[(2 * k + 1) * ${#mutants[@]} / (2 * most)]}"); done
    mutants=("${sample[@]}")
fi
[ ${#mutants[@]} -gt 0 ] || { echo "$file: nothing to change" >&2; exit 2; }

# Splits a mutant into where it is, and the line before and after.
read_mutant() {
    IFS=$'\t' read -r number column length by <<< "$1"
    by=${1##*$'\t'}  # with its blank in front
    line=$(sed -n "${number}p" "$root/include/ctnn/$file")
    changed="${line:0:column-1}$by${line:column-1+length}"
}
show() {
    local text=${changed#"${changed%%[! ]*}"}
    if [ "$length" -gt 0 ]; then
        printf '%-18s %s:%d: %s -> %s  in  %s\n' "$1" "$file" "$number" "${line:column-1:length}" "$by" "$text"
    else
        printf '%-18s %s:%d: one turn less  in  %s\n' "$1" "$file" "$number" "$text"
    fi
}
if [ $list = yes ]; then
    for mutant in "${mutants[@]}"; do read_mutant "$mutant"; show mutant; done
    exit
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tar -C "$root" --exclude=./build --exclude=./.git -cf - . | tar -C "$scratch" -xf -
cmake -S "$scratch" -B "$scratch/build" -G Ninja -DCMAKE_BUILD_TYPE=Release > "$scratch/log" ||
    { cat "$scratch/log" >&2; exit 2; }

# Sets verdict: whether the tests of the copy pass, and if not why, within so many seconds for each of the two halves.
try() {
    local status=0
    timeout "$1" cmake --build "$scratch/build" --target "${tests[@]/#/test.}" > "$scratch/log" 2>&1 || status=$?
    [ $status != 124 ] || { verdict="caught (hangs)"; return; }
    [ $status = 0 ] || { verdict="caught (compiler)"; return; }
    local name
    for name in "${tests[@]}"; do
        (ulimit -c 0 && timeout "$1" "$(find "$scratch/build" -type f -name "$name" -perm -u+x)") \
            > "$scratch/log" 2>&1 || status=$?
        [ $status != 124 ] || { verdict="caught (hangs)"; return; }
        [ $status = 0 ] || { verdict="caught (test)"; return; }
    done
    verdict=SURVIVED
}

SECONDS=0
try 3600
[ "$verdict" = SURVIVED ] || { cat "$scratch/log" >&2; echo "$file: its tests fail as it is" >&2; exit 2; }
limit=$((10 * SECONDS + 10)) caught=0
for mutant in "${mutants[@]}"; do
    read_mutant "$mutant"
    NUMBER=$number CHANGED=$changed awk 'NR == ENVIRON["NUMBER"] { print ENVIRON["CHANGED"]; next } { print }' \
        "$root/include/ctnn/$file" > "$scratch/include/ctnn/$file"
    try $limit
    [ "$verdict" = SURVIVED ] || caught=$((caught + 1))
    show "$verdict"
done
printf '%d of %d mutants caught, %d %%\n' $caught ${#mutants[@]} $((100 * caught / ${#mutants[@]}))
[ $caught = ${#mutants[@]} ]
