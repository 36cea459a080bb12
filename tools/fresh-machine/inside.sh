#!/usr/bin/env bash
# inside.sh [COMMAND...]: runs on the fresh machine (see run.sh). Clones the repository into an empty folder,
# runs each COMMAND there (default: what a newcomer does, twice, and then the checks below), and prints a
# table of step, exit status and seconds. A failed step does not keep the later ones from running. As process
# 1 of the machine, bash also reaps the orphans.
# shellcheck disable=SC2317 # the checks are called through step
set -uo pipefail

clone=/root/kvmkit
table=()
failed=0

step() { # NAME COMMAND [ARGUMENT...]
  local name=$1 status=0 started=${EPOCHREALTIME/./} tenths
  shift
  printf '\n=== %s\n' "$name"
  "$@" </dev/null || status=$?
  tenths=$(((${EPOCHREALTIME/./} - started + 50000) / 100000))
  table+=("$(printf '%-50s %6d %8d.%d' "$name" "$status" $((tenths / 10)) $((tenths % 10)))")
  [ "$status" -eq 0 ] || failed=1
  return "$status"
}

# A check prints what should not be there, and fails if it printed anything.
prints_nothing() { # COMMAND [ARGUMENT...]
  local found
  found=$("$@")
  [ -z "$found" ] || { echo "$found" && return 1; }
}

list_qemus() {
  local comm name
  for comm in /proc/[0-9]*/comm; do
    read -r name 2>/dev/null <"$comm" || continue
    case $name in qemu-*) echo "${comm//[!0-9]/} $name" ;; esac
  done
}

# Interfaces are those of the machine outside: only new ones are ours.
list_taps() {
  local flags
  for flags in /sys/class/net/*/tun_flags; do
    [ ! -e "$flags" ] || basename "${flags%/tun_flags}"
  done
}
list_new_taps() { comm -13 <(echo "$taps_before") <(list_taps); }

# Empty folders and the cache of probes are the runtime directory's own; pnpm keeps its store's locks in /tmp.
list_leftovers() {
  [ ! -d /run/kvmkit ] || find /run/kvmkit -not -type d -not -path '/run/kvmkit/cache/*'
  find /tmp -mindepth 1 -not -path '/tmp/pnpm-store-operation-locks-*'
}

list_registry_names() {
  local host
  for host in ${REGISTRY_HOSTS:-}; do git grep --line-number --fixed-strings "$host"; done
}

run_default() {
  step 'npm run demo' npm run demo
  step 'npm test' npm test
  step 'npm run demo, again' npm run demo
  step 'git status says nothing' prints_nothing git status --porcelain
  step 'no QEMU is left' prints_nothing list_qemus
  step 'no tap interface is left' prints_nothing list_new_taps
  step 'nothing is left in /run/kvmkit and /tmp' prints_nothing list_leftovers
  step 'no tracked file names a registry' prints_nothing list_registry_names
}

taps_before=$(list_taps)
if step 'git clone' git clone --quiet /mnt/repository.bundle "$clone" && cd "$clone"; then
  if [ $# -eq 0 ]; then
    run_default
  else
    for command in "$@"; do step "$command" bash -c "$command"; done
  fi
fi

printf '\n%-50s %6s %10s\n' step status seconds
printf '%s\n' "${table[@]}"
exit "$failed"
