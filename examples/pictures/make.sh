#!/usr/bin/env bash
# Makes the pictures of examples/README.md anew, from what the programs learn: examples/pictures/make.sh
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$folder/../../cmake/install_missing.sh"
need python3 command -v python3
install_missing

reports=$folder/../../build/pictures
mkdir -p "$reports"
cd "$reports"
for name in digits logic_gates universal vanishing autoencoder gan lenet regression sequences stream; do
    "$folder/../run.sh" "$name" --report "$name.html" > "$name.txt"
    python3 "$folder/drawn.py" "$name.html" "$folder/$name.svg"
done
