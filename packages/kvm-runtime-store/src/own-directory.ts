import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

import { FileRefusedError } from './errors.ts';

/**
 * Makes sure of a directory of the store: made, 0700, durably, where it is absent, as after the wipe of a tmpfs; and
 * refused where somebody else may plant files in it. Ganeti makes its own 0775, so that a group may write. How the
 * root is reached is the operator's business: only the last step must be no link.
 * @throws {FileRefusedError} `FILE_REFUSED`
 */
export function ensureDirectory(path: string): void {
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

function makeDirectory(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  // The name of each new directory is durable with the directory above it.
  for (let made = path; made.length >= first.length; made = dirname(made)) {
    const above = openSync(dirname(made), 'r');
    try {
      fsyncSync(above);
    } finally {
      closeSync(above);
    }
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
