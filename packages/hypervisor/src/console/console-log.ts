import { execFile } from 'node:child_process';
import { open, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import type { InstancePaths } from '@kvmkit/kvm-runtime-store';

/*
QEMU appends what the guest says to its log (`logfile` of the serial port), whoever listens. A guest that says much
would fill a file system in memory, so the log is cut by whoever comes by: a hole is made of all but its last part.
The file keeps its length, hence an offset means the same for the whole run, readers read on without noticing, and
QEMU may write meanwhile.
*/

/** What is kept at least. A cut comes when twice as much is there. */
export const keptLogBytes: number = 2 ** 20;

/** Holes are made of whole ones, where a file system can. */
export const pageBytes = 4096;

export async function makeConsoleLog({ consoleLog }: Pick<InstancePaths, 'consoleLog'>): Promise<void> {
  await writeFile(consoleLog, '', { mode: 0o600, flag: 'wx' });
}

/** Cuts a log that has grown too long. */
export async function boundConsoleLog(
  { consoleLog }: Pick<InstancePaths, 'consoleLog'>,
  keptBytes: number = keptLogBytes,
): Promise<void> {
  await using log = await open(consoleLog, 'r+').catch(() => undefined);
  if (log === undefined) return;
  const { size, blocks } = await log.stat();
  // `stat(2)` counts blocks of 512 bytes, and none for a hole.
  if (blocks * 512 <= 2 * keptBytes) return;
  const length = Math.floor((size - keptBytes) / pageBytes) * pageBytes;
  if (length <= 0) return;
  try {
    await promisify(execFile)('fallocate', ['--punch-hole', '--length', String(length), consoleLog]);
  } catch {
    // No util-linux, or a file system without holes: a log that is lost is better than a host without memory.
    await log.truncate();
  }
}
