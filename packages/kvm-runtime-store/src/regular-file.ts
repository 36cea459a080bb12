import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

import { FileRefusedError, isErrno, StorageError } from './errors.ts';
import { isForeign } from './own-directory.ts';

/**
 * The largest file that a store reads or writes. A record with all disks and NICs that QEMU takes has some 100 KiB; a
 * larger one was not made by us, and must not take the manager's memory.
 */
export const fileLimitBytes: number = 4 * 1024 * 1024;

// A link is not followed, and a FIFO that was planted does not hold us up.
const carefully = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Opens a regular file without following a link at its name.
 * @returns its descriptor, the caller's to close
 * @throws {FileRefusedError} `FILE_REFUSED`
 */
export function openRegularFile(path: string, flags: number): number {
  const fd = openWithoutLink(path, flags);
  try {
    checkRegular(path, fd);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/**
 * The text of a small file; undefined where there is none. Not asynchronous: the hop to a thread costs 20 times what
 * the kernel needs.
 * @throws {FileRefusedError} `FILE_REFUSED` also over `fileLimitBytes`
 * @throws {StorageError} `STORAGE_FAILED`
 */
export function readSmallFile(path: string): string | undefined {
  let fd: number | undefined;
  try {
    fd = openRegularFile(path, constants.O_RDONLY);
    checkSize(path, fstatSync(fd).size);
    return readFileSync(fd, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw isErrno(error) ? new StorageError('reading', path, error, 'unchanged') : error;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** @throws {FileRefusedError} `FILE_REFUSED` */
export function checkSize(path: string, lengthBytes: number): void {
  if (lengthBytes <= fileLimitBytes) return;
  throw new FileRefusedError(path, `${lengthBytes} bytes`, `at most ${fileLimitBytes}`);
}

function openWithoutLink(path: string, flags: number): number {
  try {
    return openSync(path, flags | carefully, 0o600);
  } catch (error) {
    // ENXIO: a socket, or a FIFO that nobody reads.
    if (isErrno(error, 'ELOOP')) throw refused(path, 'a symbolic link');
    throw isErrno(error, 'ENXIO') ? refused(path, 'no regular file') : error;
  }
}

function checkRegular(path: string, fd: number): void {
  const found = fstatSync(fd);
  if (!found.isFile()) throw refused(path, 'no regular file');
  // None at all: it was removed since we opened it.
  if (found.nlink > 1) throw refused(path, `a file with ${found.nlink} names`);
  if (isForeign(found.uid)) throw refused(path, `a file of user ${found.uid}`);
}

function refused(path: string, found: string): FileRefusedError {
  return new FileRefusedError(path, found, 'a regular file of ours or root’s with one name');
}
