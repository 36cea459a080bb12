import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

import { FileRefusedError, isErrno, StorageError } from './errors.ts';

/**
 * Makes sure of a directory of the store: made, 0700, durably, where it is absent, as after the wipe of a tmpfs; and
 * refused where somebody else may plant files in it. Ganeti makes its own 0775, so that a group may write. How the
 * root is reached is the operator's business: only the last step must be no link.
 * @throws {FileRefusedError} `FILE_REFUSED`
 * @throws {StorageError} `STORAGE_FAILED`
 */
export function ensureDirectory(path: string): void {
  try {
    checkOrMake(path);
  } catch (error) {
    throw isErrno(error) ? new StorageError('making', path, error, 'unchanged') : error;
  }
}

function checkOrMake(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    makeDirectory(path);
    return;
  }
  const problem = found.isSymbolicLink() ? 'a symbolic link' : problemOf(found);
  if (problem !== undefined) {
    throw new FileRefusedError(
      path,
      problem,
      'a directory of ours or root’s that not everybody may write to',
    );
  }
}

/** Step by step: a recursive mkdir of Node says ENOENT where the kernel says EROFS. */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return;
    if (!isErrno(error, 'ENOENT') || path === dirname(path)) throw error;
    makeDirectory(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
  syncName(path);
}

/** A directory's name is durable with the directory above it. */
function syncName(path: string): void {
  const above = openSync(dirname(path), 'r');
  try {
    fsyncSync(above);
  } finally {
    closeSync(above);
  }
}

function problemOf(found: Stats): string | undefined {
  if (!found.isDirectory()) return 'no directory';
  if (isForeign(found.uid)) return `a directory of user ${found.uid}`;
  return (found.mode & 0o002) === 0 ? undefined : 'a directory that everybody may write to';
}

/** Whether a file was made by neither us nor root. */
export function isForeign(uid: number): boolean {
  return uid !== 0 && uid !== process.geteuid?.();
}
