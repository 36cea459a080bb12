import { readFile } from 'node:fs/promises';

import { writeDurably } from './durable-write.ts';
import type { InstancePaths } from './instance-paths.ts';
import { isUid } from './uid-ranges.ts';

/** The uid that an instance's guest was given; undefined when none was, or the file names none. */
export async function readUidFile({ uidFile }: InstancePaths): Promise<number | undefined> {
  try {
    return parseUidFile(await readFile(uidFile, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Durable when it returns: a guest's user must be known to who cleans up after it. */
export async function writeUidFile({ uidFile }: InstancePaths, uid: number): Promise<void> {
  if (!isUid(uid)) throw new RangeError(`uid is ${uid}, expected a user's number`);
  await writeDurably(uidFile, String(uid));
}

/** The number on the first line that holds anything. */
export function parseUidFile(text: string): number | undefined {
  const [, digits] = /^\s*(\d+)[^\S\n]*(?:\n|$)/.exec(text) ?? [];
  const uid = Number(digits);
  return isUid(uid) ? uid : undefined;
}
