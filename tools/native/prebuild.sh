#!/usr/bin/env bash
# prebuild.sh [PACKAGE_DIR...]: builds the addons of the packages (default: all that have a native/ folder) for every
# platform that is published, into PACKAGE_DIR/prebuilds, and says of each whether it could be loaded here.
#
# It runs on Debian for x86-64, whose packages hold all compilers; tools/native/cross-toolchain.sh gets them.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repo=$(cd "$here/../.." && pwd)
cache=$repo/.cache/native

[ "$(uname -m)" = x86_64 ] || {
  echo "prebuild.sh: the prebuilt addons are made on x86-64 Debian, not on $(uname -m)" >&2
  exit 1
}
"$here/cross-toolchain.sh" "$cache"

# musl's own headers lack the kernel's. Pages of arm64 have up to 64 KiB, and a table that is made read-only after
# loading must end on a page: 45 kB of zeros in a file of 22 kB, left out there.
compiler_of() { # PLATFORM: sets CC and CFLAGS
  local unpadded=-Wl,-z,norelro
  case $1 in
  linux-x64.glibc) CC=gcc CFLAGS= ;;
  linux-arm64.glibc) CC=aarch64-linux-gnu-gcc CFLAGS=$unpadded ;;
  linux-x64.musl) CC=musl-gcc CFLAGS='-idirafter /usr/include -idirafter /usr/include/x86_64-linux-gnu' ;;
  linux-arm64.musl)
    CC=aarch64-linux-gnu-gcc
    CFLAGS="$unpadded -specs $cache/musl-arm64/musl-gcc.specs -idirafter /usr/aarch64-linux-gnu/include"
    ;;
  esac
  CFLAGS+=' -Wl,--strip-all'
  export CC CFLAGS
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packages=("$@")
if [ ${#packages[@]} -eq 0 ]; then packages=("$repo"/packages/*/native); fi
failed=0
for package in "${packages[@]%/native}"; do
  name=$(basename "$package")
  began=$work/$name.began
  : >"$began"
  for platform in linux-{x64,arm64}.{glibc,musl}; do
    compiler_of "$platform"
    PLATFORM=$platform bash "$here/build.sh" "$package" "$name"
    addon=$package/prebuilds/${platform%.*}/$name.${platform##*.}.node
    verdict=$("$here/prove.sh" "$addon" "$platform" "$cache" 2>&1) || {
      verdict="FAILED: $verdict"
      failed=1
    }
    printf '%-14s %-18s %6d bytes  %s\n' "$name" "$platform" "$(stat --format=%s "$addon")" "$verdict"
  done
  # A binary of older sources, or of a platform given up, must not be packed.
  find "$package/prebuilds" -type f ! -newer "$began" -delete
  find "$package/prebuilds" -type d -empty -delete
done
exit $failed
