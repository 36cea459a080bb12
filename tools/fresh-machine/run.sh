#!/usr/bin/env bash
# run.sh [--keep] [COMMAND...]: does a fresh clone of this repository's HEAD work on a fresh machine?
#
# The machine is a minimal Debian bookworm with nodejs, npm, git and ca-certificates, in a directory, with
# mount and process namespaces of its own: what runs in it ends with it. The first time it is made by
# debootstrap, later unpacked from .cache/. It gets this machine's Debian mirror, npm registry, certificates
# and proxies; nothing of them is written into the repository. Network interfaces are the machine's own.
#
# Each COMMAND is one command line, run in the clone; the default is what a newcomer does, and then checks
# that nothing is left behind (see inside.sh). Ends with a table; exits 1 if a step failed.
# --keep leaves the directory (without its mounts) and says where it is. It is made under TMPDIR; where small
# files are slow to write and memory is plenty, TMPDIR=/dev/shm helps.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repo=$(cd "$here/../.." && pwd)
suite=bookworm
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
packages=(ca-certificates git nodejs npm)
cache=$repo/.cache/fresh-machine
base=$cache/$suite-$(sha256sum <<<"${packages[*]}" | cut -c1-12).tar.lz4
log=$repo/.cache/fresh-machine.log

say() { echo "fresh-machine: $*" >&2; }

keep=
if [ "${1:-}" = --keep ]; then
  keep=1
  shift
fi
if [ "$(id --user)" -ne 0 ]; then
  say "needs root (debootstrap, mounts)"
  exit 1
fi

# The path of a file: mirror must be seen inside, too. Other mirrors need nothing.
local_mirror_path() {
  case $mirror in
  file:*) sed -E 's|^file:/*|/|' <<<"$mirror" ;;
  esac
}

# Runs a program on the machine in $1, with none of this machine's processes or mounts in sight.
enter() { # ROOT PROGRAM [ARGUMENT...]
  local variables
  mapfile -t variables < <(list_variables)
  unshare --mount --pid --ipc --fork --kill-child --propagation=private \
    "$here/enter.sh" "$1" "$(local_mirror_path)" "${variables[@]}" -- "${@:2}"
}

make_base() {
  local new=$work/base
  if ! command -v debootstrap >/dev/null; then
    apt-get update
    apt-get install --yes --no-install-recommends debootstrap
  fi
  # debootstrap fetches with wget, which knows proxies by the environment only; it wants file:///PATH.
  http_proxy=${http_proxy:-$(apt_setting Acquire::http::Proxy)} \
    https_proxy=${https_proxy:-$(apt_setting Acquire::https::Proxy)} \
    debootstrap --variant=minbase --include=ca-certificates --keyring="$keyring" \
    "$suite" "$new" "$(sed -E 's|^file:/*|file:///|' <<<"$mirror")"
  # debootstrap does not understand the dependencies of npm, apt does.
  configure_machine "$new"
  enter "$new" apt-get update
  enter "$new" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${packages[@]}"
  enter "$new" apt-get clean
  rm -f "$new"/var/lib/apt/lists/*_*
  mkdir -p "$cache"
  # Documentation is a fifth of the files, and nobody reads it here.
  tar -C "$new" --one-file-system --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' \
    --exclude='./usr/share/locale/*' -c . | lz4 -q >"$base.new"
  mv "$base.new" "$base"
  rm -rf --one-file-system "$new"
}

apt_setting() { # NAME
  local value=
  eval "$(apt-config shell value "$1")"
  echo "$value"
}

# How this machine reaches its mirror and its registries.
configure_machine() { # ROOT
  echo "deb [signed-by=$keyring] $mirror $suite main" >"$1/etc/apt/sources.list"
  apt-config dump | grep '^Acquire::' | grep -v '^Acquire::IndexTargets' >"$1/etc/apt/apt.conf.d/90-as-outside"
  cp /etc/resolv.conf /etc/hosts "$1/etc/"
  cp --dereference /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/ca-certificates.crt"
  echo fresh-machine >"$1/etc/hostname"
}

list_variables() {
  local registry name
  echo HOME=/root
  echo LANG=C.UTF-8
  echo PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  echo "TERM=${TERM:-dumb}"
  echo NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
  echo npm_config_cafile=/etc/ssl/certs/ca-certificates.crt
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY CI; do
    [ -z "${!name:-}" ] || echo "$name=${!name}"
  done
  registry=$(npm --prefix / config get registry 2>/dev/null || true)
  [ -z "$registry" ] || echo "npm_config_registry=$registry"
  # The names that no tracked file may hold.
  echo "REGISTRY_HOSTS=$(sed -n -E 's|^https?://([^/@]*@)?([^/:]+).*|\2|p' <<<"$mirror"$'\n'"$registry" | sort -u | xargs)"
}

make_bundle() {
  local branch
  branch=$(git -C "$repo" symbolic-ref --short --quiet HEAD || true)
  # shellcheck disable=SC2086 # no branch, no argument
  git -C "$repo" bundle create --quiet "$root/mnt/repository.bundle" HEAD $branch
}

# What the log says matters only while its machine is being made.
clean_up() {
  local status=$?
  if [ "$status" -ne 0 ] && [ ! -e "$base" ]; then
    tail -n 20 "$log" >&2
    say "could not make a Debian $suite from $mirror; the whole output is in $log"
  fi
  [ -n "$keep" ] || rm -rf --one-file-system "$work"
}

mkdir -p "$repo/.cache"
mirror=$("$here/../guests/debian-mirrors.sh" | head -n 1)
work=$(mktemp -d "${TMPDIR:-/var/tmp}/kvmkit-fresh-machine.XXXXXX")
root=$work/root
trap clean_up EXIT

if [ ! -e "$base" ]; then
  say "making a minimal Debian $suite (once, about 2 min) ..."
  make_base >"$log" 2>&1 </dev/null
fi
mkdir "$root"
lz4 -dcq "$base" | tar -C "$root" -x
configure_machine "$root"
make_bundle
cp "$here/inside.sh" "$root/mnt/inside.sh"
[ -z "$keep" ] || say "keeping $root"
enter "$root" bash /mnt/inside.sh "$@"
