#!/usr/bin/env bash
# build.sh [OUT]: makes the test guests (README.md says what they are) in OUT, default examples/instances/images.
#
# Does nothing when OUT is of these sources already. Files are made beside OUT and moved into it whole, so
# that an interrupted build leaves nothing half-made, and a running QEMU keeps the file it has open.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repo=$(cd "$here/../.." && pwd)
out=$(realpath --canonicalize-missing "${1:-$repo/examples/instances/images}")
partial=$out.partial
products=(tiny.img disk.img linux/vmlinux linux/vmlinuz linux/initrd linux/initrd-agent)
stamp=.built-from

hash_sources() {
  (cd "$here" && sha256sum -- build.sh debian-mirrors.sh private-apt.sh tiny.S linux/*) | sha256sum | cut --delimiter=' ' --fields=1
}

is_up_to_date() {
  local product
  for product in "$stamp" "${products[@]}"; do [ -e "$out/$product" ] || return 1; done
  [ "$(<"$out/$stamp")" = "$(hash_sources)" ]
}

# A boot sector, padded because AHCI refuses a disk of 512 bytes.
build_tiny() { # FILE
  as --32 -o "$1.o" "$here/tiny.S"
  ld -m elf_i386 --section-start=.text=0x7c00 --oformat=binary --entry=_start -o "$1" "$1.o"
  rm "$1.o"
  truncate --size=1M "$1"
}

# A data disk: sparse, with a first sector that a guest can tell from any other disk's.
build_disk() { # FILE
  echo 'kvmkit test disk: this is its first sector' >"$1"
  truncate --size=16M "$1"
}

require() { # COMMAND... : every tool at once, rather than one complaint a run
  local command missing=()
  for command in "$@"; do
    command -v "$command" >/dev/null || missing+=("$command")
  done
  [ ${#missing[@]} -eq 0 ] && return
  echo "cannot build the test guests without: ${missing[*]} (tools/system-packages.sh installs them)" >&2
  exit 1
}

if is_up_to_date; then exit; fi
if [ "$(uname -m)" != x86_64 ]; then
  echo "the test guests are x86-64 and are built on x86-64 only, not on $(uname -m)" >&2
  exit 1
fi
require apt-get as cpio dpkg-deb flock gcc ld lz4 objcopy readelf strip
mkdir -p "$repo/.cache/apt" "${out%/*}"
exec {lock}>"$repo/.cache/guests.lock"
flock "$lock"
if is_up_to_date; then exit; fi # another process built them meanwhile

echo "building test guests (about 10 s) ..."
started=${EPOCHREALTIME/./}
trap 'rm -rf "$partial"' EXIT
trap 'exit 130' INT # with a trap, bash lets the running step end before it cleans up after it
trap 'exit 143' TERM
rm -rf "$partial"
mkdir -p "$partial/linux"
build_tiny "$partial/tiny.img"
build_disk "$partial/disk.img"
"$here/linux/build.sh" "$repo/.cache/apt/guests" "$partial/linux"
chmod 644 "${products[@]/#/$partial/}"

mkdir -p "$out/linux"
rm -f "$out/$stamp"
for product in "${products[@]}"; do mv "$partial/$product" "$out/$product"; done
hash_sources >"$partial/$stamp"
mv "$partial/$stamp" "$out/$stamp"
tenths=$(((${EPOCHREALTIME/./} - started + 50000) / 100000))
echo "test guests built in $((tenths / 10)).$((tenths % 10)) s: $out"
