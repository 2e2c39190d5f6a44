#!/usr/bin/env bash
# Builds the playground and serves it to this machine's browsers, on a port that is free:
#     examples/playground/run.sh [OPTION of build.sh]...
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
source "$root/cmake/install_missing.sh"

need python3 command -v python3
install_missing
"$here/build.sh" "$@"
echo "It needs no server: a browser opens the file as well. Here it has one until Ctrl-C:"
exec python3 -u -m http.server 0 --bind 127.0.0.1 --directory "$root/build/playground/site"
