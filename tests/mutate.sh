#!/usr/bin/env bash
# Changes headers in one place at a time and looks whether their tests notice:
#     tests/mutate.sh [--most N] [--after N] [--line N] [--list] FILE|FOLDER [TEST...]
#     tests/mutate.sh --most 15 kernels/dense/gemv_stream.hpp
#     tests/mutate.sh --most 4 kernels
#     tests/mutate.sh --line 57 engine/chain.hpp engine.chain layers.sequential
# FILE is a header of include/ctnn, FOLDER all headers in one, TEST a test as CTest names it; without one, that which
# bears the header's name; of several, each is asked only if those before it noticed nothing. Each change makes a
# mutant: an operator becomes another (+ - * / %, < <= > >=, == !=, && ||), an integer one more, a loop goes one turn
# less; only where code is, not in comments, strings, assertions and preprocessor lines. Operators are known by the
# blanks around them, as clang-format puts them. A mutant is caught if an assertion or a constant stops the compiler, a
# test fails, crashes or takes more than ten times as long as with the header itself. What is no C++ any more counts
# neither way; what SURVIVED shows what no test asks, or what makes no difference: tests/equivalent_mutants.txt says
# which and why, and those are not tried. --most takes so many mutants of each header, spread evenly over it and always
# the same; --after leaves out as many of these; --line takes those of one line, or of several; --list shows them and
# runs none.
# Works in a copy of the tree, of which nothing is left. CXX names the compiler (by clang++ no test is
# optimised), CXXFLAGS its flags: -march=x86-64-v4, or -DCTNN_REPRODUCIBLE, make other code. Fails if any mutant
# survived.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

most=1000000 after=0 only='' list=no
while [[ ${1-} == -* ]]; do
    case $1 in
        --most) most=${2:?--most takes a number}; shift 2 ;;
        --after) after=${2:?--after takes a number}; shift 2 ;;
        --line) only=,${2:?--line takes a number, or several with commas between},; shift 2 ;;
        --list) list=yes; shift ;;
        *) echo "There is no option '$1' here, only --most N, --after N, --line N and --list" >&2; exit 2 ;;
    esac
done
[ $# -gt 0 ] || { sed -n '2,/^set/{/^set/d;s/^# //p}' "${BASH_SOURCE[0]}" >&2; exit 2; }
what=${1#include/ctnn/}
shift
[ -e "$root/include/ctnn/$what" ] || { echo "There is no include/ctnn/$what" >&2; exit 2; }
mapfile -t files < <(cd "$root/include/ctnn" && find "${what%/}" -name '*.hpp' | sort)

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

# Of these, those that are asked for: fractions of multiples of the golden ratio are spread evenly, however many are
# taken.
sample_of() {
    mutants_of "$1" | awk -v only="$only" 'only == "" || index(only, "," $1 ",")' |
        awk '{ printf "%.6f\t%s\n", NR * 0.6180339887 % 1, $0 }' | sort -n |
        awk -v after="$after" -v most="$most" 'NR > after && NR <= after + most' | cut -f 2- | sort -n -k 1,1 -k 2,2
}

# Splits a mutant of $file into where it is, the line before and after, and what identifies it among equivalent ones.
read_mutant() {
    IFS=$'\t' read -r number column length by <<< "$1"
    by=${1##*$'\t'}  # with its blank in front
    line=$(sed -n "${number}p" "$root/include/ctnn/$file")
    changed="${line:0:column-1}$by${line:column-1+length}"
    text="$file: ${changed#"${changed%%[! ]*}"}"
}
is_equivalent() { grep -qxF -- "$text" "$root/tests/equivalent_mutants.txt"; }
show() {
    local change="${line:column-1:length} -> $by"
    [ "$length" -gt 0 ] || change="one turn less"
    printf '%-18s %s:%d: %s  in  %s\n' "$1" "$file" "$number" "$change" "${text#*: }"
}
if [ $list = yes ]; then
    for file in "${files[@]}"; do
        sample_of "$root/include/ctnn/$file" |
            while IFS= read -r mutant; do read_mutant "$mutant"; show mutant; done
    done
    exit
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
log=$scratch/log
tar -C "$root" --exclude=./build --exclude=./.git -cf - . | tar -C "$scratch" -xf -
CXXFLAGS="${CXXFLAGS-} -w -fmax-errors=1" cmake -S "$scratch" -B "$scratch/build" -G Ninja \
    -DCMAKE_BUILD_TYPE=Release -DCTNN_BUILD_EXAMPLES=OFF > "$log" 2>&1 || { cat "$log" >&2; exit 2; }

# Runs a command in at most so many seconds of the processor, ten times that of the clock, and 4 GB.
limited() {
    local seconds=$1
    shift
    {
        (ulimit -c 0 -t "$seconds" -v $((4 << 20)) && exec timeout $((10 * seconds)) "$@") > "$log" 2>&1
    } 2> /dev/null
}

# Builds and runs the tests as the tree is, and notes for each how it is compiled and how long it takes.
declare -A build_of seconds_of
measure() {
    local name TIMEFORMAT=%0U
    for name in "${tests[@]}"; do
        cmake --build "$scratch/build" --target "test.$name" > "$log" 2>&1 || return 1
        build_of[$name]="cd '$scratch/build' && $(ninja -C "$scratch/build" -t commands "test.$name" | tail -n 2)"
        seconds_of[$name]=$({ time limited 600 "$scratch/build/tests/$name"; } 2>&1) || return 1
    done
}

# Sets verdict: whether the tests of the copy pass, and if not why.
try() {
    local name status
    for name in "${tests[@]}"; do
        if ! limited 300 bash -ec "${build_of[$name]}"; then
            verdict="no C++"
            ! grep -qE "static_assert failed|static assertion|constant (expression|condition)" "$log" ||
                verdict="caught (compiler)"
            return
        fi
        status=0
        limited $((10 * seconds_of[$name] + 2)) "$scratch/build/tests/$name" || status=$?
        case $status in
            0) ;;
            124 | 137 | 152) verdict="caught (hangs)"; return ;;
            *) verdict="caught (test)"; return ;;
        esac
    done
    verdict=SURVIVED
}

# Says what became of a list of mutants, and adds it to the total.
total_wrong=0 total_caught=0 total_equivalent=0 total_survived=0
report() {
    local tried=$(($3 + $5))
    printf '%s: %d no C++, %d equivalent; of %d others %d caught' "$1" "$2" "$4" $tried "$3"
    [ $tried = 0 ] && echo || printf ', %d %%\n' $((100 * $3 / tried))
}

for file in "${files[@]}"; do
    mapfile -t mutants < <(sample_of "$root/include/ctnn/$file")
    [ ${#mutants[@]} -gt 0 ] || continue
    name=${file%.hpp}
    tests=("$@")
    [ ${#tests[@]} -gt 0 ] || tests=("${name//\//.}")
    measure || { cat "$log" >&2; echo "$file: its tests fail as it is" >&2; exit 2; }
    wrong=0 caught=0 equivalent=0 survived=0
    for mutant in "${mutants[@]}"; do
        read_mutant "$mutant"
        if is_equivalent; then equivalent=$((equivalent + 1)); continue; fi
        NUMBER=$number CHANGED=$changed awk 'NR == ENVIRON["NUMBER"] { print ENVIRON["CHANGED"]; next } { print }' \
            "$root/include/ctnn/$file" > "$scratch/include/ctnn/$file"
        try
        case $verdict in
            no*) wrong=$((wrong + 1)) ;;
            caught*) caught=$((caught + 1)) ;;
            *) survived=$((survived + 1)) ;;
        esac
        show "$verdict"
    done
    cp "$root/include/ctnn/$file" "$scratch/include/ctnn/$file"
    report "$file" $wrong $caught $equivalent $survived
    total_wrong=$((total_wrong + wrong)) total_caught=$((total_caught + caught))
    total_equivalent=$((total_equivalent + equivalent)) total_survived=$((total_survived + survived))
done
[ ${#files[@]} = 1 ] || report "$what in all" $total_wrong $total_caught $total_equivalent $total_survived
[ $total_survived = 0 ]
