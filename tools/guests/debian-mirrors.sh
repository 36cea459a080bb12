#!/usr/bin/env bash
# debian-mirrors.sh: prints where this machine may get Debian packages from, likeliest first, one URI a line.
#
# The candidates are what the machine's own apt is set up with, so that nothing is reached which its owner
# did not choose. Whether a candidate really is a Debian mirror shows when apt checks its signature.
set -euo pipefail

# Without lists fetched there is no release information to ask for; apt would then print nothing.
# shellcheck disable=SC2016 # apt expands these, not the shell
archives=$(apt-get indextargets --no-release-info --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' |
  awk '$2 == "main" && $1 !~ /security/ { print $1 }' | sort -u)

if [ -z "$archives" ]; then
  echo "no Debian mirror found: this machine's apt (\`apt-get indextargets\`) names no archive with a 'main' component." >&2
  echo "Add one to /etc/apt/sources.list or /etc/apt/sources.list.d/, for example of the form 'deb MIRROR bookworm main'." >&2
  exit 1
fi
grep -E '/debian/?$' <<<"$archives" || true
grep -vE '/debian/?$' <<<"$archives" || true
