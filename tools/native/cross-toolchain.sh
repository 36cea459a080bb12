#!/usr/bin/env bash
# cross-toolchain.sh CACHE: ensures the compilers of every prebuilt addon, all of them Debian's. Silent and quick
# when all are there; installing what is missing takes root and apt.
#
# Debian has no compiler for musl on arm64. Its package musl-dev of that architecture is unpacked into
# CACHE/musl-arm64, where the glibc cross compiler finds it by a spec file, as musl-gcc does on x64: the system
# itself gets no foreign architecture.
set -euo pipefail

cache=${1:?usage: cross-toolchain.sh CACHE}
needed=(gcc gcc-aarch64-linux-gnu libc6-dev libc6-dev-arm64-cross libstdc++6-arm64-cross musl-tools qemu-user-static)
log=$cache/apt-cross.log

fail() {
  printf 'cross-toolchain.sh: %s\n' "$*" >&2
  exit 1
}

list_missing() {
  # dpkg-query fails, and says so, for each package that it never heard of.
  dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${needed[@]}" 2>/dev/null |
    sed -n 's/^installed //p' | sort | comm -13 - <(printf '%s\n' "${needed[@]}" | sort) || true
}

install_missing() {
  apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=120 "${missing[@]}"
}

# apt with a state of its own: the machine's mirrors and keys, another architecture, nothing installed.
foreign_apt() {
  apt-get -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User= -o Acquire::Languages=none \
    -o Dir::State="$1" -o Dir::State::lists="$1/lists" -o Dir::State::status="$1/status" -o Dir::Cache="$1" "${@:2}"
}

unpack_musl_arm64() { # DIRECTORY
  local apt=$1/apt deb
  mkdir -p "$apt/lists/partial" "$apt/archives/partial"
  : >"$apt/status"
  (cd "$apt" && foreign_apt "$apt" update && foreign_apt "$apt" download musl musl-dev) >>"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    fail "no musl-dev for arm64 from this machine's apt (Ubuntu's mirrors have none, Debian's have); the log is $log"
  }
  for deb in "$apt"/*.deb; do dpkg-deb --extract "$deb" "$1"; done
  rm -rf "$apt"
  # Debian keeps it in /lib, where the linker is not told to look; without it musl would be linked in statically.
  ln -s ../../../lib/aarch64-linux-musl/libc.so "$1/usr/lib/aarch64-linux-musl/libc.so"
  # Its own spec file names the paths of an installed package.
  sed "s|/usr/|$1/usr/|g" "$1/usr/lib/aarch64-linux-musl/musl-gcc.specs" >"$1/musl-gcc.specs"
}

command -v apt-get >/dev/null || fail "the prebuilt addons are made on Debian (no apt-get here)"
mkdir -p "$cache"
: >"$log"

mapfile -t missing < <(list_missing)
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id --user)" -eq 0 ] ||
    fail "missing Debian packages. As root: apt-get update && apt-get install --no-install-recommends ${missing[*]}"
  echo "installing Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { install_missing || { apt-get update && install_missing; }; } >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    fail "could not install ${missing[*]}; the whole output is in $log"
  }
fi

if [ ! -e "$cache/musl-arm64/musl-gcc.specs" ]; then
  rm -rf "$cache/musl-arm64"
  mkdir -p "$cache/musl-arm64"
  unpack_musl_arm64 "$(cd "$cache/musl-arm64" && pwd)"
fi
