#!/usr/bin/env bash
# Holds the guide to what is compiled and run: each block of C++ in examples/README.md and examples/guide/ is a file of
# examples/, or a part of it, which the line before the block names, relative to that folder:
#     <!-- cookbook/prices.cpp: read -->
# A part lies between two lines `// [read]` in the file, or is in several pieces; lines like these are shown nowhere.
# Then every sentence of core/error/ is on the page guide/sentences.md, and every page is linked to.
#     tests/cookbook.sh           says what differs
#     tests/cookbook.sh --write   puts the blocks into the pages as they are in the files
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root/examples"
failed=0

fail() {
    echo "cookbook: $*" >&2
    failed=1
}

# The page $1 with its blocks as the files have them.
weave() {
    awk '
        # The lines of a part of a file, or of all of it, as far left as its first marker.
        function show(file, part,    line, inside, found, indent, marker) {
            inside = found = part == ""
            while ((status = (getline line < file)) > 0) {
                if (line ~ /^ *\/\/ \[[a-z0-9_]+\]$/) {
                    marker = line
                    gsub(/^ *\/\/ \[|\]$/, "", marker)
                    if (part != "" && marker == part) {
                        if (!found) { match(line, /^ */); indent = RLENGTH }
                        inside = !inside
                        found = 1
                    }
                } else if (inside) {
                    print substr(line, 1, indent) ~ /^ *$/ ? substr(line, indent + 1) : line
                }
            }
            close(file)
            if (status < 0) problem("there is no " file)
            else if (!found) problem(file " has no part [" part "]")
        }
        function problem(sentence) {
            print FILENAME ":" FNR ": " sentence > "/dev/stderr"
            wrong = 1
        }
        skipping { if ($0 == "```") { skipping = 0; print } ; next }
        /^```(cpp|c\+\+|cc|cxx|C\+\+)/ {
            print
            if (source == "") { problem("a block of code without a line <!-- file: part --> before it"); next }
            show(source, part)
            skipping = 1
            source = ""
            next
        }
        {
            source = ""
            print
        }
        /^<!-- [a-z0-9_\/.]+\.[ch]pp(: [a-z0-9_]+)? -->$/ {
            source = $2
            sub(/:$/, "", source)
            part = NF > 3 ? $3 : ""
        }
        END { exit wrong }' "$1"
}

pages=(README.md guide/*.md)
for page in "${pages[@]}"; do
    if ! woven=$(weave "$page"); then
        failed=1
    elif [ "${1-}" = --write ]; then
        printf '%s\n' "$woven" > "$page"
    else
        diff -u --label "$page" --label "the files" "$page" <(printf '%s\n' "$woven") || fail "$page differs"
    fi
done

# Each sentence: the names of what is declared in core/error/, with those within them.
words() { grep -oE '[A-Za-z0-9_]+' "$@" | sort -u; }
for name in $(comm -23 <(cat ../include/ctnn/core/error/*.hpp | grep -oE 'struct [A-Za-z0-9_]+' | grep _ | words | grep -vx struct) \
                       <(words guide/sentences.md)); do
    fail "guide/sentences.md lacks $name"
done

# Each page is linked to from the first, and what a page links to is there.
for page in guide/*.md; do
    grep -q "]($page)" README.md || fail "README.md does not link to $page"
done
for page in "${pages[@]}" ../README.md; do
    for link in $(grep -oE '\]\([^)#: ]+[)#]' "$page" | sed -E 's/^\]\(//; s/[)#]$//'); do
        [ -e "$(dirname "$page")/$link" ] || fail "$page links to $link, which is not there"
    done
done
exit $failed
