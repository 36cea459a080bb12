import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsync,
  ftruncateSync,
  openSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { tryLockFile } from '@kvmkit/host-fds';

import { isAbsence, isErrno, LockTimeoutError, StorageError } from './errors.ts';
import { isStillAt, openLocked } from './locked-file.ts';
import { checkSize, openRegularFile } from './regular-file.ts';

/*
A file is replaced in five steps; a crash between any two leaves the old content or the new one:

  .NAME.new is opened or made, and locked    old; the draft of a dead writer is taken over
  the content is written                     old
  fsync of the draft                         old
  rename over NAME                           new, but a power cut may bring the old one back
  fsync of the directory                     new

A draft has one name per file, so that there is never more than one to clear away and none has to be searched for, and
its lock tells a living writer's from a dead one's. Only the fsyncs go to a thread: the other calls do not wait for the
disk, and the hop costs more than they do.
*/

/** Another writer's disk may be slow, but not for ever. */
const draftTimeoutMs = 30_000;

const sync = promisify(fsync);

/**
 * Replaces a file so that a crash at any instruction leaves the old content or the new. Mode 0600; the directory is
 * made, 0700, if it is not there, and once more when it vanishes meanwhile.
 * @throws {StorageError} `STORAGE_FAILED`, with the state that is left
 * @throws {FileRefusedError} `FILE_REFUSED` over `fileLimitBytes`, and where something was planted
 */
export async function writeDurably(path: string, content: string): Promise<void> {
  checkSize(path, Buffer.byteLength(content));
  for (let wiped = 0; ; wiped += 1) {
    try {
      await replace(path, content);
      break;
    } catch (error) {
      if (isAbsence(error) && wiped === 0) continue;
      throw isErrno(error) ? new StorageError('writing', path, error, 'unchanged') : error;
    }
  }
  await syncDirectory(dirname(path));
}

async function replace(path: string, content: string): Promise<void> {
  const draft = draftOf(path);
  const fd = await openLocked(draft, 'exclusive', draftTimeoutMs);
  if (fd === undefined) throw new LockTimeoutError(draft, [], draftTimeoutMs);
  try {
    emptyDraft(fd);
    writeFileSync(fd, content);
    await sync(fd);
    renameSync(draft, path);
  } catch (error) {
    removeIfOurs(draft, fd);
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** Not without need: ext4 flushes a file to the disk once more that was cut to nothing before (auto_da_alloc). */
function emptyDraft(fd: number): void {
  const { size, mode } = fstatSync(fd);
  if (size > 0) ftruncateSync(fd);
  if ((mode & 0o777) !== 0o600) fchmodSync(fd, 0o600);
}

/**
 * Makes a rename or removal in a directory survive a power cut.
 * @throws {StorageError} `STORAGE_FAILED`
 */
export async function syncDirectory(directory: string): Promise<void> {
  let fd: number | undefined;
  try {
    fd = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY);
    await sync(fd);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new StorageError('making durable what was changed in', directory, error, 'not-durable');
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/**
 * Removes a file and its draft, if they are there; durable only with `syncDirectory`.
 * @throws {StorageError} `STORAGE_FAILED`
 */
export function removeFile(path: string): void {
  for (const each of [draftOf(path), path]) {
    try {
      unlinkSync(each);
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (error.code !== 'ENOENT') throw new StorageError('removing', each, error, 'unchanged');
    }
  }
}

/** Clears away the draft of a writer that died; that of a living one is left to it. */
export function removeLeftover(path: string): void {
  removeUnlocked(draftOf(path));
}

/** Removes a file unless somebody holds its lock. */
export function removeUnlocked(path: string): void {
  let fd: number | undefined;
  try {
    fd = openRegularFile(path, constants.O_RDWR);
    if (tryLockFile(fd, 'exclusive')) removeIfOurs(path, fd);
  } catch (error) {
    // No reason to keep anybody from the instance: the next write takes it over, or says what is wrong.
    if (!isErrno(error)) throw error;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.new`);
}

/** Under the draft's lock: nobody else may rename or remove it. */
function removeIfOurs(draft: string, fd: number): void {
  try {
    if (isStillAt(draft, fd)) unlinkSync(draft);
  } catch {
    // A draft hurts nobody, and the write's own error is the one to tell.
  }
}
