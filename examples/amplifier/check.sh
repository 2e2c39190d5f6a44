#!/usr/bin/env bash
# Learns the amplifiers and plays the plugin in Debian's hosts, lv2apply, lv2file and lv2proc, and in one of its own:
# examples/amplifier/check.sh. All must give the stream's bits. Installs what is missing; writes below build/ alone.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$root/cmake/install_missing.sh"

need_build_tools
need pkg-config command -v pkg-config
need lv2-dev have_header lv2/core/lv2.h
need liblilv-dev pkg-config --exists lilv-0
need lilv-utils command -v lv2apply
need lv2file command -v lv2file
need lv2proc command -v lv2proc
need sordi command -v sord_validate
install_missing

build=$root/build/examples
(cd "$root" && quietly cmake --preset examples)
quietly cmake --build "$build" --target example.amplifier example.amplifier.check
folder=$build/examples/amplifier hosts=$build/examples/amplifier/hosts
rm -rf "$hosts"
mkdir "$hosts"
"$build/examples/example.amplifier" --no-report | grep signal

validated=$(lv2_validate "$folder"/lv2/*/*.ttl "$folder"/offenders/*/*.ttl 2>&1) || true
grep -q '^Found 0 errors' <<< "$validated" || { echo "$validated" >&2; exit 1; }

export LV2_PATH=$folder/lv2:$folder/offenders plugin=urn:ctnn:amplifier
quietly lv2apply -i "$folder/dry.wav" -o "$hosts/lv2apply.wav" -c amplifier 1 $plugin
quietly lv2proc -i "$folder/dry.wav" -o "$hosts/lv2proc.wav" -c amplifier:1 $plugin
for size in 1 7 64 4096; do
    quietly lv2file -b $size -i "$folder/dry.wav" -o "$hosts/lv2file.$size.wav" -p amplifier:1 $plugin
done
"$build/examples/amplifier/example.amplifier.check" "$folder" "$hosts"/*.wav

# Without its weights the plugin cannot be made, and says why.
broken=$hosts/broken.lv2
cp -r "$folder/lv2/amplifier.lv2" "$broken"
rm "$broken/driven.safetensors"
said=$(LV2_PATH=$hosts lv2apply -i "$folder/dry.wav" -o "$hosts/nothing.wav" $plugin 2>&1) && status=0 || status=$?
rm -r "$broken"
[ $status != 0 ] && [[ $said == *driven.safetensors*"No such file"* ]] ||
    { echo "FAILED  without its weights: $said"; exit 1; }
echo "ok      without its weights: it is not made, and says why"
