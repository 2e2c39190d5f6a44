#!/usr/bin/env bash
# Prints a link that opens a program in Compiler Explorer, with the single header that lies at an address:
#     explorer.sh ADDRESS_OF_TRAIN_HPP FILE
# Compiler Explorer reads a header from an address that stands in its #include, and all else from the link: its documented
# "clientstate", JSON in base64. It has Boost; of xsimd it need know nothing.
set -euo pipefail
[ $# = 2 ] || { sed -n '2,3s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2; }

source=$(sed -E "s|^#include <ctnn/[a-z_/0-9]+\.hpp>|#include <$1>|" "$2" | sed -E 's/\\/\\\\/g; s/"/\\"/g; s/\t/\\t/g' |
    sed ':all; N; $!b all; s/\n/\\n/g')
state='{"sessions":[{"id":1,"language":"c++","source":"'$source'\n","compilers":[{"id":"g122","options":"-std=c++20 -O2 '
state+='-DCTNN_NO_SIMD","libs":[{"id":"boost","version":"174"}]}],"executors":[{"compiler":{"id":"g122","options":"-std=c++20 '
state+='-O2 -DCTNN_NO_SIMD","libs":[{"id":"boost","version":"174"}]}}]}]}'
echo "https://godbolt.org/clientstate/$(base64 -w 0 <<< "$state" | sed 's|/|%2F|g; s|+|%2B|g')"
