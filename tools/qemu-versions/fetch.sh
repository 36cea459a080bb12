#!/usr/bin/env bash
# fetch.sh [SUITE...]: makes the QEMU of Debian suites (default: all of suites.txt) runnable from
# .cache/qemu/SUITE/bin, beside any other, without root and without touching the system's packages.
#
# Does nothing for a suite that is there already (10 ms for all). A suite that cannot be had fails nothing: the reason
# is in .cache/qemu/SUITE.unavailable, where the tests read it, and another try is made after an hour.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repo=$(cd "$here/../.." && pwd)
home=$repo/.cache/qemu
declare -A packages_of
suites=()

read_suites() {
  local suite version packages
  while read -r suite version packages; do
    case $suite in '' | '#'*) continue ;; esac
    suites+=("$suite")
    packages_of[$suite]=$packages
  done <"$here/suites.txt"
}

# What a tree was made of. Its own place is part of it: the programs name their libraries by absolute paths.
stamp_of() { # SUITE
  printf '%s %s %s' "$scripts_hash" "$home/$1" "${packages_of[$1]}"
}

is_ready() { # SUITE
  [ -e "$home/$1/stamp" ] && [ "$(<"$home/$1/stamp")" = "$(stamp_of "$1")" ] || return 1
  # A try to make another one of it, for sources that are gone again, may have failed since.
  [ ! -e "$home/$1.unavailable" ] || rm -f "$home/$1.unavailable"
}

failed_lately() { # SUITE
  local reason=$home/$1.unavailable
  [ -e "$reason" ] && [ "$reason" -nt "$here/suites.txt" ] && [ -n "$(find "$reason" -mmin -60)" ]
}

list_wanted() { # SUITE... : those that have to be made
  local suite
  for suite in "$@"; do
    is_ready "$suite" || failed_lately "$suite" || echo "$suite"
  done
}

# Built beside its place and moved there whole. A running QEMU keeps the files that it has open.
fetch_suite() { # SUITE
  local suite=$1 final=$home/$1 log=$home/$1.log packages builder
  read -ra packages <<<"${packages_of[$suite]}"
  rm -rf "$final.partial" "$final.old"
  # timeout passes our signal on to all that the builder has started.
  timeout 600 "$here/build-suite.sh" "$suite" "$final" "${packages[@]}" >"$log" 2>&1 </dev/null &
  builder=$!
  trap 'kill "$builder"; wait "$builder"; exit' TERM
  if wait "$builder"; then
    stamp_of "$suite" >"$final.partial/stamp"
    [ ! -e "$final" ] || mv "$final" "$final.old"
    mv "$final.partial" "$final"
    rm -rf "$final.old" "$final.unavailable"
  else
    rm -rf "$final.partial"
    tail -n 1 "$log" >"$final.unavailable"
    echo "kvmkit: no QEMU of Debian $suite, its tests are skipped; the end of ${log#"$repo/"}:" >&2
    tail -n 10 "$log" | sed 's/^/  /' >&2
  fi
}

read_suites
scripts_hash=$(cat "$here"/*.sh "$repo/tools/guests/private-apt.sh" | sha256sum)
for suite in "$@"; do
  [ -n "${packages_of[$suite]:-}" ] || {
    echo "fetch.sh: no suite $suite in tools/qemu-versions/suites.txt, which has: ${suites[*]}" >&2
    exit 2
  }
done
if [ $# -gt 0 ]; then suites=("$@"); fi

mapfile -t wanted < <(list_wanted "${suites[@]}")
[ ${#wanted[@]} -gt 0 ] || exit 0
mkdir -p "$home"
exec {lock}>"$home/lock"
flock "$lock"
mapfile -t wanted < <(list_wanted "${suites[@]}") # another process may have made them meanwhile

stop() {
  trap - INT TERM
  kill $(jobs -p) 2>/dev/null || true
  wait
  rm -rf "$home"/*.partial
  exit "$1"
}
trap 'stop 130' INT
trap 'stop 143' TERM
for suite in "${wanted[@]}"; do
  echo "kvmkit: fetching QEMU of Debian $suite (about 10 s)" >&2
  fetch_suite "$suite" & # the lock with it: it is free when the last builder has ended, however we did
  # Unpacking fills a core: with two, all take 22 s two at a time, 30 s one by one and 31 s at once (packages at hand).
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
done
wait
