#!/usr/bin/env bash
# linux/build.sh CACHE OUT: makes the Linux test guest (vmlinuz, vmlinux, initrd, initrd-agent) in OUT.
#
# CACHE keeps the Debian packages it is made of. Called by ../build.sh, which gives it an empty OUT.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=$1
out=$(cd "$2" && pwd)
work=$out/work
packages=$work/packages
trap 'rm -rf "$work"' EXIT

unpack_packages() {
  local debs deb
  debs=$("$here/fetch-packages.sh" "$cache")
  mkdir -p "$packages"
  while read -r deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$packages" --exclude='./usr/share/*'
  done <<<"$debs"
}

read_number() { # FILE OFFSET BYTES
  od --address-radix=n --format="u$3" --skip-bytes="$2" --read-bytes="$3" "$1" | tr -d ' '
}

# The kernel proper, as an ELF file: QEMU enters it by its PVH note, and no emulated CPU has to unpack it.
# Fields of the setup header: Documentation/arch/x86/boot.rst (setup_sects, payload_offset, payload_length).
extract_vmlinux() { # VMLINUZ
  local setup_sectors payload length
  setup_sectors=$(read_number "$1" $((0x1f1)) 1)
  payload=$(((setup_sectors + 1) * 512 + $(read_number "$1" $((0x248)) 4)))
  length=$(read_number "$1" $((0x24c)) 4)
  # The payload's last 4 bytes are the size of what it unpacks to, not LZ4.
  dd if="$1" bs=1M iflag=skip_bytes,count_bytes skip=$payload count=$((length - 4)) status=none | lz4 -dcq
}

# Copies NAME.ko for each module of modules.txt and all it depends on, and writes a file per device with its
# modules in the order of loading.
add_modules() { # TREE
  local modules=$1/modules kernel device module
  kernel=$(echo "$packages"/lib/modules/*)

  add_module() { # NAME DEVICE
    local name=${1//-/_} file dependency
    if grep -qsx "$name" "$modules/$2"; then return; fi
    file=$(find "$kernel/kernel" -name "${name//_/[-_]}.ko")
    if [ -z "$file" ]; then
      if grep -q "/${name//_/[-_]}\.ko$" "$kernel/modules.builtin"; then return; fi
      echo "the kernel of ${kernel##*/} has no module $1 (asked for by linux/modules.txt)" >&2
      return 1
    fi
    for dependency in $(objcopy -O binary --only-section=.modinfo "$file" /dev/stdout | tr '\0' '\n' |
      sed -n 's/^depends=//p' | tr ',' ' '); do
      add_module "$dependency" "$2"
    done
    strip --strip-debug -o "$modules/$name.ko" "$file"
    echo "$name" >>"$modules/$2"
  }

  mkdir "$modules"
  while read -r device module; do
    [ "$device" = '#' ] || add_module "$module" "$device"
  done <"$here/modules.txt"
}

make_base_tree() { # TREE
  local tree=$1 applet
  mkdir -p "$tree"/{bin,sbin,dev,proc,sys,run,root,tmp}
  cp "$packages/bin/busybox" "$tree/bin/busybox"
  for applet in $("$tree/bin/busybox" --list); do
    [ "$applet" = busybox ] || ln -s busybox "$tree/bin/$applet"
  done
  install -m 755 "$here/init" "$here/hotplug" "$here/load-modules" "$tree"
  install -m 755 "$here/shutdown" "$tree/sbin"
  add_modules "$tree"
  gcc -Os -Wall -Wextra -Werror -ffreestanding -fno-stack-protector -fno-tree-loop-distribute-patterns \
    -static -nostdlib -Wl,--build-id=none -s -o "$tree/bin/dirty" "$here/dirty.c"
}

# The agent with its loader and libraries, where they look for each other.
make_agent_tree() { # TREE
  local tree=$1 libraries=lib/x86_64-linux-gnu

  add_libraries() { # ELF FILE
    local name file
    for name in $(readelf --dynamic "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
      [ ! -e "$tree/$libraries/$name" ] || continue
      file=$(find "$packages/lib" "$packages/usr/lib" -name "$name" -print -quit)
      if [ -z "$file" ]; then
        echo "no package of linux/packages.txt has $name, which ${1##*/} needs" >&2
        return 1
      fi
      strip -o "$tree/$libraries/$name" "$(readlink -f "$file")"
      add_libraries "$file"
    done
  }

  mkdir -p "$tree/usr/sbin" "$tree/$libraries" "$tree/lib64"
  strip -o "$tree/usr/sbin/qemu-ga" "$packages/usr/sbin/qemu-ga"
  add_libraries "$packages/usr/sbin/qemu-ga"
  strip -o "$tree/lib64/ld-linux-x86-64.so.2" "$packages/$libraries/ld-linux-x86-64.so.2"
}

# A cpio archive that depends on nothing but the files' names, modes and content, in the kernel's LZ4 format.
pack() { # TREE
  find "$1" -exec touch --no-dereference --date=@0 {} +
  (cd "$1" && find . -mindepth 1 | LC_ALL=C sort | cpio --create --format=newc --owner=0:0 --reproducible --quiet) |
    lz4 -9lqc
}

unpack_packages
cp "$packages"/boot/vmlinuz-* "$out/vmlinuz"
extract_vmlinux "$out/vmlinuz" >"$work/vmlinux"
strip --strip-debug -o "$out/vmlinux" "$work/vmlinux"

make_base_tree "$work/base"
make_agent_tree "$work/agent"
pack "$work/base" >"$out/initrd"
# The kernel unpacks one archive after the other.
{ cat "$out/initrd" && pack "$work/agent"; } >"$out/initrd-agent"
