#!/usr/bin/env bash
# fetch-packages.sh CACHE: brings the Debian packages of packages.txt into CACHE/archives and prints their paths.
#
# They are of one suite whatever the system is, so that the guest is the same on every Debian-like system. Packages
# already in CACHE are used without asking the network.
set -euo pipefail

suite=bookworm
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
cache=$(cd "$1" && pwd)

# shellcheck source=tools/guests/private-apt.sh
. "$here/../private-apt.sh"

refresh_lists() {
  : >"$cache/log"
  refresh_private_lists "$cache" "$suite" "$cache/log" || {
    tail -n 15 "$cache/log" >&2
    return 1
  }
}

# Prints "SHA256  FILE" of each package, in the form sha256sum checks. Not to be called in archives/:
# apt leaves out what it finds in the current directory.
list_packages() {
  local kernel
  # The metapackage is empty; what it depends on is the kernel of the day.
  kernel=$(apt-cache show --no-all-versions linux-image-cloud-amd64 | sed -n 's/^Depends: \([^ ]*\).*/\1/p')
  sed "s/^linux-image-cloud-amd64$/$kernel/" "$here/packages.txt" | xargs apt-get download --print-uris |
    sed -n "s/^'[^']*' \([^ ]*\) [0-9]* SHA256:\([0-9a-f]*\)$/\2  \1/p"
}

# Succeeds when CACHE/archives holds every package, unharmed.
fetch_packages() {
  local sums=$cache/packages.sha256
  list_packages >"$sums" 2>>"$cache/log" || return 1
  [ -s "$sums" ] || return 1
  cd "$cache/archives"
  if ! sha256sum --check --status "$sums" 2>/dev/null; then
    sed 's/.*  \([^_]*\)_.*/\1/' "$sums" | xargs apt-get -q download >>"$cache/log" 2>&1 || return 1
    sha256sum --check --status "$sums" || return 1
  fi
}

use_private_apt "$cache"
cd "$cache"
# Lists at hand are good until the mirror no longer has what they name.
if ! { [ -s sources.list ] && (fetch_packages); }; then
  refresh_lists
  if ! (fetch_packages); then
    tail -n 15 log >&2
    echo "could not download the test guest's Debian packages; the whole output is in $cache/log" >&2
    exit 1
  fi
fi
sed "s|.*  |$cache/archives/|" packages.sha256
