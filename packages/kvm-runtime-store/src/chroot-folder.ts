import { randomBytes } from 'node:crypto';
import { mkdir, rename, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { syncDirectory } from './durable-write.ts';
import { isErrno, StorageError } from './errors.ts';
import type { InstancePaths } from './instance-paths.ts';

/**
 * Makes the empty folder that a chrooted QEMU sees as its root, mode 0700, and returns its path. What lies there from
 * a run before goes the way of `removeChroot` first.
 */
export async function makeChroot(paths: InstancePaths, now: Date = new Date()): Promise<string> {
  await removeChroot(paths, now);
  await mkdir(dirname(paths.chroot), { recursive: true, mode: 0o700 });
  await mkdir(paths.chroot, { mode: 0o700 });
  return paths.chroot;
}

/**
 * Removes an instance's chroot. A QEMU writes nothing there, so that one that is not empty tells of a break-in: it is
 * kept as it is, for people to look into, and the path that it was moved to is returned.
 */
export async function removeChroot(
  { chroot, chrootQuarantine }: InstancePaths,
  now: Date = new Date(),
): Promise<string | undefined> {
  try {
    await rmdir(chroot);
    return undefined;
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'ENOENT') return undefined;
    // ENOTDIR: something else has taken its place.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'ENOTDIR') {
      throw new StorageError('removing', chroot, error, 'unchanged');
    }
  }
  const quarantine = `${chrootQuarantine}-${stampOf(now)}-${randomBytes(4).toString('hex')}`;
  await mkdir(dirname(quarantine), { recursive: true, mode: 0o700 });
  // Below one root, so of one file system: moved as a whole or, if it fails, not at all.
  await rename(chroot, quarantine);
  await syncDirectory(dirname(quarantine));
  await syncDirectory(dirname(chroot));
  return quarantine;
}

/** `2026-04-30T21-15-03Z`: the colons of ISO 8601 are a nuisance in shells. */
function stampOf(time: Date): string {
  return time.toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
}
