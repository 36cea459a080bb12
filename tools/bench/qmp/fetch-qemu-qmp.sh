#!/usr/bin/env bash
# fetch-qemu-qmp.sh: prints the folder that holds QEMU's own Python client, from Debian sid's package; unpacks it there
# if need be. It is plain Python, which the machine's python3 runs.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repo=$(cd "$here/../../.." && pwd)
out=$repo/.cache/bench/qemu-qmp
log=$repo/.cache/bench/qemu-qmp.log

if [ ! -e "$out" ]; then
  # shellcheck source=tools/guests/private-apt.sh
  . "$repo/tools/guests/private-apt.sh"
  mkdir -p "${log%/*}"
  use_private_apt "$repo/.cache/apt/bench-sid"
  refresh_private_lists "$repo/.cache/apt/bench-sid" sid "$log"
  rm -rf "$out.partial"
  mkdir -p "$out.partial"
  (cd "$out.partial" && apt-get -q download python3-qemu-qmp >>"$log" 2>&1 && dpkg-deb --extract ./*.deb . && rm ./*.deb)
  mv "$out.partial" "$out"
fi
echo "$out/usr/lib/python3/dist-packages"
