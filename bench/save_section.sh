#!/usr/bin/env bash
# Puts a section, which begins with a heading "## PROCESSOR, family N, ...", into a file of results: in place of the one of
# the same heading, else behind the last processor's.
#     bench/save_section.sh SECTION RESULTS
set -euo pipefail
section=$1 results=$2
heading=$(head -n 1 "$section")
case $heading in '## '*', family '*) ;; *) echo "$section does not begin with a processor's heading" >&2; exit 2 ;; esac

draft=$(mktemp)
trap 'rm -f "$draft"' EXIT
known=$(grep -cxF -- "$heading" "$results" || true)
HEADING=$heading awk -v section="$section" -v known="$known" '
    function put(  line) {
        while ((getline line < section) > 0) print line
        print ""
        done = 1
    }
    /^## / {
        skipped = $0 == ENVIRON["HEADING"]
        if (!done && (known ? skipped : !/, family /)) put()
    }
    !skipped
    END { if (!done) { print ""; put() } }' "$results" > "$draft"
cat "$draft" > "$results"
