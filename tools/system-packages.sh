#!/usr/bin/env bash
# system-packages.sh [--check]: ensures the Debian packages that the tests and the demo need.
#
# Silent and quick when all are there. Otherwise installs what is missing, which takes root and apt; with
# --check, or without those, it only says what is missing and how to get it, and exits 1.
set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
log=$repo/.cache/apt-install.log
# gcc and libc6-dev are for the native addons, which are C.
needed=(gcc iproute2 libc6-dev openssl procps qemu-system-x86 qemu-utils socat strace)
mapfile -t -O "${#needed[@]}" needed <"$repo/tools/guests/needs.txt"
mapfile -t needed < <(printf '%s\n' "${needed[@]}" | sort -u)

# Not by command names: an apt-get install of ours must end with nothing missing, whatever else is on PATH.
list_missing() {
  # dpkg-query fails, and says so, for each package that it never heard of.
  dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${needed[@]}" 2>/dev/null |
    sed -n 's/^installed //p' | sort | comm -13 - <(printf '%s\n' "${needed[@]}") || true
}

if ! command -v apt-get >/dev/null; then
  echo "this is no Debian-like system (no apt-get). Install what these Debian packages hold: ${needed[*]}" >&2
  echo "On Debian: apt-get update && apt-get install --no-install-recommends ${needed[*]}" >&2
  exit 1
fi

mapfile -t missing < <(list_missing)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "${1:-}" = --check ] || [ "$(id --user)" -ne 0 ]; then
  echo "missing Debian packages: ${missing[*]}. As root, run:" >&2
  echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

install_missing() {
  apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=120 "${missing[@]}"
}

echo "installing Debian packages: ${missing[*]}"
mkdir -p "${log%/*}"
export DEBIAN_FRONTEND=noninteractive
# The lists at hand are absent in a fresh container and outdated on an old machine: then install fails at once.
if ! { install_missing || { apt-get update && install_missing; }; } >"$log" 2>&1 </dev/null; then
  tail -n 20 "$log" >&2
  echo "could not install ${missing[*]}; the whole output is in $log" >&2
  exit 1
fi
