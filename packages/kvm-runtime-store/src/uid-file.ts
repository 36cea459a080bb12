import { writeDurably } from './durable-write.ts';
import type { InstancePaths } from './instance-paths.ts';
import { readSmallFile } from './regular-file.ts';
import { isUid } from './uid-ranges.ts';

/** The uid that an instance's guest was given; undefined when none was, or the file names none. */
// oxlint-disable-next-line typescript/require-await -- so that every failure is a rejection
export async function readUidFile({ uidFile }: InstancePaths): Promise<number | undefined> {
  const text = readSmallFile(uidFile);
  return text === undefined ? undefined : parseUidFile(text);
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
