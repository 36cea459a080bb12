#!/usr/bin/env bash
# Puts the pinned Node and pnpm into .toolchain/ unless the system's are new enough.
# Sourced by tools/run.sh with $repo set: afterwards PATH finds the right `node` and `pnpm`.

toolchain="$repo/.toolchain"

system_is_new_enough() {
  local node_major pnpm_major
  node_major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null) || return 1
  [ "$node_major" -ge 24 ] || return 1
  pnpm_major=$(pnpm --version 2>/dev/null | cut -d. -f1) || return 1
  [ "$pnpm_major" = 12 ]
}

install_toolchain() {
  local stamp
  stamp=$(sha256sum <"$repo/tools/toolchain/package-lock.json")
  [ "$(cat "$toolchain/stamp" 2>/dev/null)" = "$stamp" ] && return
  system_is_new_enough && return

  command -v npm >/dev/null || fail "npm is missing: on Debian, apt-get install npm"
  say "installing Node 24 and pnpm 12 into .toolchain/"
  local log="$repo/.cache/toolchain.log"
  mkdir -p "$repo/.cache"
  rm -rf "$toolchain"
  mkdir -p "$toolchain/bin"
  cp "$repo"/tools/toolchain/{package.json,package-lock.json,.npmrc} "$toolchain/"
  (cd "$toolchain" && npm ci --loglevel=error) >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    fail "could not install the toolchain (Linux on x86-64 or arm64 with the npm registry in reach is needed;" \
      "elsewhere put Node >= 24 and pnpm 12 on PATH)"
  }
  # From inside bin/, so that the links are relative and the folder can be moved.
  (cd "$toolchain/bin" && ln -s ../node_modules/node-linux-*/bin/node ../node_modules/@pnpm/exe.linux-*/pnpm .)
  printf '%s' "$stamp" >"$toolchain/stamp"
}

install_toolchain
if [ -d "$toolchain/bin" ]; then
  export PATH="$toolchain/bin:$PATH"
fi
