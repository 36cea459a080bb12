#!/usr/bin/env bash
# enter.sh ROOT SHARED NAME=VALUE... -- PROGRAM...: called by run.sh in namespaces of their own. Mounts what a
# machine has under ROOT, and the outside's folder SHARED (may be empty) read-only at its own path, and runs
# PROGRAM there with these variables only. The mounts end with the namespace.
set -euo pipefail

root=$1
shared=$2
shift 2
variables=()
while [ "$1" != -- ]; do
  variables+=("$1")
  shift
done
shift

share_device() { # PATH: the outside's device, if it has it
  [ -e "$1" ] || return 0
  mkdir -p "$root${1%/*}"
  touch "$root$1"
  mount --bind "$1" "$root$1"
}

mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount -t tmpfs -o mode=755 run "$root/run"
mount -t tmpfs tmp "$root/tmp"
mount -t tmpfs -o mode=755 dev "$root/dev"
for device in null zero full random urandom tty kvm net/tun vhost-net fuse; do share_device "/dev/$device"; done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 pts "$root/dev/pts"
mount -t tmpfs shm "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for stream in 0:stdin 1:stdout 2:stderr; do ln -s "fd/${stream%:*}" "$root/dev/${stream#*:}"; done
if [ -n "$shared" ]; then
  mkdir -p "$root$shared"
  mount --bind -o ro "$shared" "$root$shared"
fi

# This is process 1 of the namespace: when it ends, the kernel ends all others.
exec chroot "$root" /usr/bin/env -i "${variables[@]}" "$@"
