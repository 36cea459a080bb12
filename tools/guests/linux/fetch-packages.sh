#!/usr/bin/env bash
# fetch-packages.sh CACHE: brings the Debian packages of packages.txt into CACHE/archives and prints their paths.
#
# It uses apt with a state of its own (configuration, lists, package status, cache) pinned to one suite, so
# the system's packages stay as they are and the guest is the same on every Debian-like system. Signatures are
# checked against Debian's keyring. Packages already in CACHE are used without asking the network.
set -euo pipefail

suite=bookworm
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1/lists/partial" "$1/archives/partial"
cache=$(cd "$1" && pwd)

configure_apt() {
  : >"$cache/status" # no package is installed here, whatever the system has
  {
    # How to reach a mirror (proxies, certificates, clock checks) is the machine's business: keep it.
    # Hooks and pins are not. Later lines win.
    apt-config dump | grep '^Acquire::'
    cat <<EOF
Acquire::AllowInsecureRepositories "false";
Acquire::GzipIndexes "false";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Sandbox::User "";
Dir::State "$cache";
Dir::State::lists "$cache/lists";
Dir::State::status "$cache/status";
Dir::Cache "$cache";
Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::Etc::sourcelist "$cache/sources.list";
Dir::Etc::sourceparts "/dev/null";
EOF
  } >"$cache/apt.conf.new"
  mv "$cache/apt.conf.new" "$cache/apt.conf"
}

# Takes the first of the machine's mirrors that serves the suite with a good signature.
refresh_lists() {
  local mirror mirrors
  mirrors=$(env -u APT_CONFIG "$here/../debian-mirrors.sh")
  : >"$cache/log"
  for mirror in $mirrors; do
    echo "deb [arch=amd64 lang=none target=Packages signed-by=$keyring] $mirror $suite main" >"$cache/sources.list"
    if apt-get -q --error-on=any update >>"$cache/log" 2>&1; then return; fi
  done
  tail -n 15 "$cache/log" >&2
  echo "none of the mirrors of this machine's apt serves Debian $suite with a valid signature: ${mirrors//$'\n'/ }" >&2
  return 1
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

configure_apt
export APT_CONFIG=$cache/apt.conf
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
