#!/usr/bin/env bash
# tools/run.sh COMMAND [ARG...]: makes ready what COMMAND needs, then runs it. Every `npm run NAME`
# of the root comes through here, so that a fresh clone needs nothing else. Each step is skipped when
# its result is there already and its inputs have not changed.
set -euo pipefail
repo=$(cd "$(dirname "$0")/.." && pwd)
cd "$repo"
export TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1

say() { printf 'kvmkit: %s\n' "$*" >&2; }
fail() {
  printf 'kvmkit: %s\n' "$*" >&2
  exit 1
}

# shellcheck source=tools/toolchain.sh
. "$repo/tools/toolchain.sh"

install_dependencies() {
  local stamp log="$repo/.cache/pnpm-install.log"
  stamp=$(cat pnpm-lock.yaml pnpm-workspace.yaml package.json packages/*/package.json tools/*/package.json examples/package.json | sha256sum)
  [ "$(cat node_modules/.kvmkit-stamp 2>/dev/null)" = "$stamp" ] && return
  say "installing the npm dependencies"
  mkdir -p .cache
  pnpm install --frozen-lockfile >"$log" 2>&1 || {
    tail -n 30 "$log" >&2
    fail "pnpm install failed; the whole log is .cache/pnpm-install.log"
  }
  link_command
  printf '%s' "$stamp" >node_modules/.kvmkit-stamp
}

# `npx kvmkit` shall work where the first node in PATH is too old. A link of ours, not pnpm's, which would make the
# command a dependency of the workspace's root.
link_command() {
  rm -f node_modules/.bin/kvmkit
  cat >node_modules/.bin/kvmkit <<'EOF'
#!/bin/sh
repo=$(cd "$(dirname "$0")/../.." && pwd)
PATH="$repo/.toolchain/bin:$PATH" exec node "$repo/packages/cli/bin/kvmkit.js" "$@"
EOF
  chmod +x node_modules/.bin/kvmkit
}

build() {
  local log="$repo/.cache/build.log"
  mkdir -p .cache
  node_modules/.bin/turbo run build --output-logs=errors-only >"$log" 2>&1 || {
    cat "$log" >&2
    fail "the build failed"
  }
}

ready_to_build() {
  install_dependencies
}

ready_to_run() {
  bash tools/system-packages.sh
  install_dependencies
  bash tools/guests/build.sh
  build
}

# Beside the machine's own, and never a reason to fail: what cannot be had is skipped, with the reason.
fetch_qemu_versions() {
  bash tools/qemu-versions/fetch.sh
}

command=${1:?usage: tools/run.sh demo|test|test-faults|check|build|prebuilds|release-dry-run|conformance|codegen|codegen-record|seed-table|bench NAME|exec PROGRAM [ARG...]}
shift
case $command in
demo)
  ready_to_run
  exec node tools/demo/demo.ts "$@"
  ;;
test)
  ready_to_run
  fetch_qemu_versions
  exec node tools/checks/run.ts "$@"
  ;;
test-faults)
  ready_to_run
  fetch_qemu_versions
  exec node tools/faults/run.ts "$@"
  ;;
check)
  ready_to_build
  build
  exec node tools/checks/run.ts --static "$@"
  ;;
build)
  ready_to_build
  build
  ;;
prebuilds)
  ready_to_build
  exec bash tools/native/prebuild.sh "$@"
  ;;
release-dry-run)
  ready_to_build
  build
  bash tools/release/drop-stale-output.sh
  # After the build, whose cache may hold addons of other platforms from older sources.
  bash tools/native/prebuild.sh
  exec node tools/release/dry-run.ts "$@"
  ;;
conformance)
  ready_to_build
  # From the sources: some groups play the kernel, which no built package lets in.
  exec node --conditions=@kvmkit/source tools/conformance/run.ts "$@"
  ;;
codegen)
  ready_to_build
  exec node tools/qapi-codegen/codegen.ts "$@"
  ;;
codegen-record)
  ready_to_run
  fetch_qemu_versions
  # From the source of qmp-client, so that nothing has to be built of what is only made of the result.
  exec node --conditions=@kvmkit/source tools/qapi-codegen/record.ts "$@"
  ;;
seed-table)
  ready_to_build
  exec node tools/seed-table/run.ts "$@"
  ;;
bench)
  ready_to_run
  fetch_qemu_versions
  name=${1:?which bench?}
  shift
  exec node "tools/bench/$name.ts" "$@"
  ;;
exec)
  ready_to_build
  program=${1:?which program?}
  shift
  exec "node_modules/.bin/$program" "$@"
  ;;
*) fail "unknown command $command" ;;
esac
