#!/bin/sh
# compile.sh: makes the addon for this machine from the sources beside it, where no prebuilt one fits.
#
# Needs a C compiler and the headers of Node-API: those beside Node's own program, or NODE_INCLUDE names their folder.
set -eu

package=$(cd "$(dirname "$0")/.." && pwd)
name=$(basename "$package")
compiler=${CC:-cc}

fail() {
  printf 'compile.sh: %s\n' "$*" >&2
  exit 1
}

command -v "$compiler" >/dev/null || fail "no C compiler ($compiler); on Debian: apt-get install gcc libc6-dev"
for headers in "${NODE_INCLUDE:-}" "$(node -p 'path.resolve(process.execPath, "../../include/node")')" \
  /usr/include/node /usr/include/nodejs/src; do
  if [ -f "$headers/node_api.h" ]; then break; fi
done
[ -f "$headers/node_api.h" ] ||
  fail "no node_api.h; on Debian: apt-get install libnode-dev; else NODE_INCLUDE=FOLDER names where it lies"

platform=$(node -p 'process.platform + "-" + process.arch')
libc=$(node -p 'fs.readFileSync("/proc/self/maps", "latin1").includes("/ld-musl-") ? "musl" : "glibc"')
target=$package/prebuilds/$platform/$name.$libc.node
mkdir -p "$(dirname "$target")"
# nodelete: the addon may have signal handlers, which must stay mapped when the worker that loaded it ends.
# shellcheck disable=SC2086 # CFLAGS is a list
"$compiler" -shared -fPIC -O2 -std=gnu11 -fvisibility=hidden -pthread -DNAPI_VERSION=9 -I"$headers" \
  -Wl,-z,nodelete,-z,relro,-z,now ${CFLAGS:-} "$package"/native/*.c -o "$target.$$"
mv "$target.$$" "$target"
echo "$target"
