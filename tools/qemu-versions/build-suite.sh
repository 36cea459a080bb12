#!/usr/bin/env bash
# build-suite.sh SUITE FINAL PACKAGE...: called by fetch.sh. Makes FINAL.partial, which works once it is moved to FINAL:
#
#   root/     the packages and all they need down to libc, unpacked
#   bin/      the compiled programs of the named packages; those of QEMU as wrappers of two lines
#   version   QEMU's own, such as 7.2.22
#
# Everything it says is for the log; the last line is the reason of a failure.
set -euo pipefail

suite=$1
final=$2
shift 2
packages=("$@")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=$(cd "$here/../.." && pwd)/.cache/apt/qemu-$suite
partial=$final.partial
root=$partial/root
libraries=usr/lib/x86_64-linux-gnu

# shellcheck source=tools/guests/private-apt.sh
. "$here/../guests/private-apt.sh"

check_machine() {
  local command missing=()
  if [ "$(uname -sm)" != 'Linux x86_64' ]; then
    echo "QEMU is taken from Debian's packages for x86-64 Linux, and this is $(uname -sm)"
    exit 1
  fi
  for command in apt-get dpkg-deb flock tar timeout; do
    command -v "$command" >/dev/null || missing+=("$command")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    echo "QEMU is taken from Debian's packages, which needs: ${missing[*]}"
    exit 1
  fi
  if [ ! -e "$private_apt_keyring" ]; then
    echo "no $private_apt_keyring to check Debian's signatures with (package debian-archive-keyring)"
    exit 1
  fi
}

apt_install() { # OPTION... : nothing is ever installed, as each caller says by an option
  apt-get -q --yes --no-install-recommends "$@" install "${packages[@]}" patchelf
}

# Lists at hand are good until the mirror no longer has what they name; those of a moving suite only that long.
download() {
  if [ -s "$cache/sources.list" ] && apt_install --download-only; then return; fi
  refresh_private_lists "$cache" "$suite" "$cache/update.log" || {
    cat "$cache/update.log"
    echo "no mirror of this machine's apt serves Debian $suite with a valid signature"
    exit 1
  }
  apt_install --download-only || {
    echo "the packages of Debian $suite could not be downloaded: ${packages[*]}"
    exit 1
  }
}

# Prints NAME and file of each package that belongs to the request, not all that was ever downloaded.
list_archives() {
  # Inst NAME (VERSION RELEASE... [ARCHITECTURE]), and then perhaps what it breaks for a moment
  apt_install --simulate |
    sed -nE 's/^Inst ([^ ]+) \(([^ ]+) [^)]*\[([a-z0-9]+)\]\).*/\1 \1_\2_\3/p' | sed 's/:/%3a/g'
}

unpack() {
  local name archive
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$partial/bin"
  ln -s usr/bin usr/sbin usr/lib usr/lib64 "$root/" # merged /usr: packages may still hold files for either side
  list_archives >"$partial/packages"
  while read -r name archive; do
    dpkg-deb --fsys-tarfile "$cache/archives/$archive.deb" |
      tar -x -C "$root" --keep-directory-symlink --no-same-owner --no-overwrite-dir \
        --exclude='./usr/share/doc*' --exclude='./usr/share/man*' --exclude='./usr/share/locale*'
  done <"$partial/packages"
}

# Links to absolute paths would lead out of the tree.
keep_links_inside() {
  local link target
  find "$root" -type l -lname '/*' | while read -r link; do
    target=$root$(readlink "$link")
    if [ -e "$target" ]; then ln -sfn "$(realpath --relative-to="${link%/*}" "$target")" "$link"; fi
  done
}

patch_elf() { # OPTION... FILE
  "$root/$loader" --library-path "$root/$libraries" "$root/usr/bin/patchelf" "$@"
}

# Prints the programs that the named packages hold, as paths within the tree.
list_programs() {
  local name archive
  while read -r name archive; do
    case " ${packages[*]} " in *" $name "*) ;; *) continue ;; esac
    dpkg-deb --fsys-tarfile "$cache/archives/$archive.deb" | tar -t |
      sed -nE 's#^\./((usr/)?(s?bin|libexec|lib/qemu|lib/openvswitch-switch)/[^/]+)$#\1#p'
  done <"$partial/packages"
}

# Its own loader and libraries, also for what those load in turn: that takes DT_RPATH, as DT_RUNPATH is not inherited.
use_own_libraries() { # FILE
  local folder path=$final/root/$libraries
  for folder in pulseaudio ceph samba swtpm; do
    if [ -d "$root/$libraries/$folder" ]; then path+=:$final/root/$libraries/$folder; fi
  done
  patch_elf --set-interpreter "$final/root/$loader" --force-rpath --set-rpath "$path" "$1"
}

# Most builds look for firmware and modules where the system's QEMU has its own. A module of another build ends QEMU
# since 8.0 ("Only modules from the same build can be loaded"), and other firmware may not boot. So nothing is to be
# found there any more; the wrapper says where it is instead.
forget_system_paths() { # FILE
  LC_ALL=C sed -i -E \
    -e 's#/usr(/lib/x86_64-linux-gnu/qemu[\x00/])#/non\1#g' \
    -e 's#/usr(/share/(qemu|seabios)[\x00:])#/non\1#g' "$1"
}

# By exec, so that the process is QEMU itself. Its command line begins with the -L options.
write_wrapper() { # PROGRAM NAME
  local folder data=''
  case $2 in qemu-system-*)
    for folder in usr/share/qemu usr/share/seabios usr/lib/ipxe/qemu; do
      if [ -d "$root/$folder" ]; then data+=" -L '$final/root/$folder'"; fi
    done
    ;;
  esac
  printf "#!/bin/sh\nQEMU_MODULE_DIR='%s' exec '%s'%s \"\$@\"\n" \
    "$final/root/$libraries/qemu" "$final/root/$1" "$data" >"$partial/bin/$2"
  chmod 755 "$partial/bin/$2"
}

make_runnable() {
  local program name
  list_programs | while read -r program; do
    name=${program##*/}
    # Scripts name other programs by their absolute paths, which are the system's.
    if [ -L "$root/$program" ] || ! patch_elf --print-interpreter "$root/$program" >/dev/null 2>&1; then continue; fi
    use_own_libraries "$root/$program"
    case $name in
    qemu-*)
      forget_system_paths "$root/$program"
      write_wrapper "$program" "$name"
      ;;
    *) ln -s "../root/$program" "$partial/bin/$name" ;;
    esac
  done
}

# The wrapper names the final place, so the program is asked in the one where it still is.
ask_version() {
  "$root/$loader" --library-path "$root/$libraries" "$root/usr/bin/qemu-system-x86_64" --version |
    sed -n 's/^QEMU emulator version \([0-9.]*\).*/\1/p'
}

check_machine
mkdir -p "$cache"
use_private_apt "$cache"
download
unpack
keep_links_inside
loader=usr/lib64/ld-linux-x86-64.so.2
make_runnable
version=$(ask_version)
if [ -z "$version" ]; then
  echo "the QEMU of Debian $suite does not run here"
  exit 1
fi
echo "$version" >"$partial/version"
