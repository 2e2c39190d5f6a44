#!/usr/bin/env bash
# Puts the rows that tests/dependencies.sh, compilers.sh and platforms.sh printed into the one table of
# examples/guide/platforms.md:
#     tests/matrix.sh FILE...
# Rows that differ in their flags, their compiler or what they are with alone become one.
set -euo pipefail

# merge COLUMN: rows that differ in this column alone, where the first of them is, its values behind each other.
merge() {
    awk -F ' *[|] *' -v column="$1" '
        {
            key = ""
            for (i = 2; i <= 6; ++i) if (i != column) key = key "|" $i
            if (!(key in values)) order[++count] = key
            else if (index(", " values[key] ", ", ", " $column ", ")) next
            values[key] = values[key] (values[key] == "" ? "" : ", ") $column
        }
        END {
            for (n = 1; n <= count; ++n) {
                split(order[n], fields, "|")
                line = ""
                for (i = j = 2; i <= 6; ++i) line = line " | " (i == column ? values[order[n]] : fields[j++])
                print substr(line, 2) " |"
            }
        }'
}

[ $# -gt 0 ] || { sed -n '2,/^set/{/^set/d;s/^# //p}' "${BASH_SOURCE[0]}" >&2; exit 2; }
echo "| with | compiler | flags | built and run | passed |"
echo "|---|---|---|---|---|"
# A platform's row says in what it computes, and not its flags, which are the compiler's own.
sed -E 's/^(\|[^|]*\|[^|]*\|)( [^|]*)(\|[^|]*\|)$/\1 none | learns, streams, files, in\2\3/' "$@" |
    grep -E '^\|([^|]*\|){5}$' | grep -vE '^\| (with|platform) |^\|---' | sort -t '|' -k 2,2V -s | merge 4 | merge 3 | merge 2 |
    sed -E ':again; s/^(\| ([A-Za-z0-9]+) [^|]*), \2 /\1, /; t again'  # xsimd 8.1.0, 9.0.1
