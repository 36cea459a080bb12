# shellcheck shell=bash
# private-apt.sh: sourced. apt with a state of its own (configuration, lists, package status, archives) in one folder,
# so that packages of any Debian suite can be downloaded without root and without touching the system's packages.
# Signatures are checked against Debian's keyring.

private_apt_keyring=/usr/share/keyrings/debian-archive-keyring.gpg
private_apt_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# From here on the apt commands of this process use CACHE, an absolute path. Downloads go to CACHE/archives.
use_private_apt() { # CACHE
  mkdir -p "$1/lists/partial" "$1/archives/partial"
  : >"$1/status" # no package is installed here, whatever the system has
  {
    # How to reach a mirror (proxies, certificates, clock checks) is the machine's business: keep it.
    # Hooks and pins are not. Later lines win.
    env -u APT_CONFIG apt-config dump | grep '^Acquire::'
    cat <<CONFIGURATION
Acquire::AllowInsecureRepositories "false";
Acquire::GzipIndexes "false";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Sandbox::User "";
Dir::State "$1";
Dir::State::lists "$1/lists";
Dir::State::status "$1/status";
Dir::Cache "$1";
Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::Etc::sourcelist "$1/sources.list";
Dir::Etc::sourceparts "/dev/null";
CONFIGURATION
  } >"$1/apt.conf.new"
  mv "$1/apt.conf.new" "$1/apt.conf"
  export APT_CONFIG=$1/apt.conf
}

# Fetches the lists of SUITE from the first of the machine's mirrors that serves it with a good signature.
# apt's output goes to LOG; when no mirror does, the reason is on standard error.
refresh_private_lists() { # CACHE SUITE LOG
  local mirror mirrors
  mirrors=$(env -u APT_CONFIG "$private_apt_here/debian-mirrors.sh") || return 1
  for mirror in $mirrors; do
    echo "deb [arch=amd64 lang=none target=Packages signed-by=$private_apt_keyring] $mirror $2 main" >"$1/sources.list"
    if apt-get -q --error-on=any update >>"$3" 2>&1; then return; fi
  done
  rm -f "$1/sources.list"
  echo "none of the mirrors of this machine's apt serves Debian $2 with a valid signature: ${mirrors//$'\n'/ }" >&2
  return 1
}
