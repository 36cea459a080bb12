#!/usr/bin/env bash
# tools/native/build.sh PACKAGE_DIR NAME: compiles PACKAGE_DIR/native/*.c into
# PACKAGE_DIR/prebuilds/OS-ARCH/NAME.LIBC.node. In the environment:
#   CC        the compiler (default cc); a cross compiler makes a prebuild for its own platform
#   CFLAGS    added at the end: -fsanitize=address, -idirafter DIR
#   PLATFORM  OS-ARCH.LIBC, where the compiler's -dumpmachine does not tell (musl-gcc): linux-x64.musl
#   PREBUILDS another folder than PACKAGE_DIR/prebuilds
set -euo pipefail

fail() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

package=$(cd "${1:?usage: build.sh PACKAGE_DIR NAME}" && pwd)
name=${2:?usage: build.sh PACKAGE_DIR NAME}
compiler=${CC:-cc}
command -v "$compiler" >/dev/null || fail "no C compiler ($compiler): on Debian, apt-get install gcc libc6-dev"

platform_of() {
  case $1 in
  x86_64-*-linux-musl* | x86_64-linux-musl*) echo linux-x64.musl ;;
  x86_64-*linux*) echo linux-x64.glibc ;;
  aarch64-*-linux-musl* | aarch64-linux-musl*) echo linux-arm64.musl ;;
  aarch64-*linux*) echo linux-arm64.glibc ;;
  *) fail "unknown platform $1: set PLATFORM to OS-ARCH.LIBC" ;;
  esac
}

headers="$package/node_modules/node-api-headers/include"
if [ ! -f "$headers/node_api.h" ]; then
  # Node's own archives hold the headers beside the program.
  headers=$(node -p 'require("path").resolve(process.execPath, "../../include/node")')
  [ -f "$headers/node_api.h" ] || fail "no Node-API headers: neither node-api-headers is installed nor $headers is there"
fi

platform=${PLATFORM:-$(platform_of "$("$compiler" -dumpmachine)")}
target="${PREBUILDS:-$package/prebuilds}/${platform%.*}/$name.${platform##*.}.node"
mkdir -p "$(dirname "$target")"

# What makes it load on every glibc that Node runs on.
floor=()
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
case $platform in *.glibc) floor=(-include "$tools/glibc-floor.h" "$tools/glibc-floor.c") ;; esac

# nodelete: the addon's signal handler must stay mapped when the worker thread that loaded it ends.
# shellcheck disable=SC2086 # CFLAGS is a list
"$compiler" -shared -fPIC -O2 -std=gnu11 -Wall -Wextra -Werror -fvisibility=hidden -pthread \
  -DNAPI_VERSION=9 -I"$headers" -Wl,-z,nodelete,-z,relro,-z,now \
  ${CFLAGS:-} "${floor[@]}" "$package"/native/*.c -o "$target.$$"
# A process may have the old one mapped: replaced, never written into.
mv "$target.$$" "$target"
