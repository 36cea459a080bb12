import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { removeFile, writeDurably } from './durable-write.ts';
import { isErrno, StorageError } from './errors.ts';
import type { InstancePaths } from './instance-paths.ts';
import { readSmallFile } from './regular-file.ts';

/** Notes which tap a NIC has, by the NIC's number; durable when it returns. */
export async function writeTapFile({ nics }: InstancePaths, nic: number, tap: string): Promise<void> {
  await writeDurably(join(nics, fileName(nic)), tap);
}

/** The taps of an instance's NICs, by their numbers, the lowest first. */
export async function readTapFiles({ nics }: InstancePaths): Promise<Map<number, string>> {
  const names = await readdir(nics).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const numbers = names
    .filter((name) => /^(?:0|[1-9]\d{0,3})$/.test(name))
    .map(Number)
    .toSorted((a, b) => a - b);
  return new Map(numbers.map((nic) => [nic, (readSmallFile(join(nics, String(nic))) ?? '').trim()]));
}

// oxlint-disable-next-line typescript/require-await -- so that every failure is a rejection
/** Forgets the tap of a NIC that was taken out; the others keep their numbers. */
export async function removeTapFile({ nics }: InstancePaths, nic: number): Promise<void> {
  removeFile(join(nics, fileName(nic)));
}

/** Forgets the taps of all NICs. */
export async function removeTapFiles({ nics }: InstancePaths): Promise<void> {
  try {
    await rm(nics, { recursive: true, force: true });
  } catch (error) {
    throw isErrno(error) ? new StorageError('removing', nics, error, 'unchanged') : error;
  }
}

function fileName(nic: number): string {
  if (!Number.isInteger(nic) || nic < 0 || nic > 9999) {
    throw new RangeError(`NIC is ${nic}, expected its number, from 0 on`);
  }
  return String(nic);
}
