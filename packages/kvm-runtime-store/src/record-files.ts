import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';

import { removeFile, syncDirectory, writeDurably } from './durable-write.ts';
import { RecordConflictError, RecordError, StorageError } from './errors.ts';
import type { InstancePaths } from './instance-paths.ts';
import { withRecordLock } from './record-lock.ts';
import { readSmallFile } from './regular-file.ts';
import { decodeRecord, encodeRecord, type RevisedRecord, type RuntimeRecord } from './runtime-record.ts';
import type { ChangeOptions } from './store-port.ts';

/*
Reading takes no lock: a file is replaced at once. Whoever replaces, removes or moves one aside holds the record's own
lock for that moment, also when he holds the instance's: so that what was looked at is what is changed.
*/

/** An instance's name with its files. */
export interface NamedPaths {
  readonly name: string;
  readonly paths: InstancePaths;
}

/**
 * The record of an instance.
 * @throws {RecordError} `RECORD_CORRUPT`, and the file was moved aside; `RECORD_TOO_NEW`
 */
export async function readRecordFile(of: NamedPaths): Promise<RevisedRecord | undefined> {
  return newestOf(of, await readOwnFile(of));
}

async function readOwnFile(of: NamedPaths): Promise<RevisedRecord | undefined> {
  try {
    return decodeFile(of);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    return withRecordLock(of.paths, () => decodeOrMoveAside(of)).catch((failure: unknown) => {
      // Where nothing can be moved, such as on a disk that is only read, it is still the record that is wrong.
      throw failure instanceof RecordError ? failure : error;
    });
  }
}

/** Durable when it returns. @throws {RecordConflictError} `RECORD_CONFLICT` */
export async function writeRecordFile(
  of: NamedPaths,
  given: RuntimeRecord,
  options: ChangeOptions & { readonly ganetiRoot: string | undefined },
): Promise<string> {
  const { ganetiRoot } = options;
  const record = ganetiRoot === undefined ? given : await withGanetiText(given, ganetiRoot);
  const revision = randomUUID();
  const text = encodeRecord({ record, revision });
  return withRecordLock(of.paths, async () => {
    await checkRevision(of, options);
    // First: until the record says that it is its own, it is read as Ganeti's, and says the same.
    if (ganetiRoot !== undefined) await writeDurably(of.paths.ganetiRuntime, record.ganeti ?? '');
    await writeDurably(of.paths.record, text);
    return revision;
  });
}

/**
 * A full disk, where no lock's file can be made, keeps nobody from removing: who does not ask for a revision has no
 * need to know what is there.
 * @throws {RecordConflictError} `RECORD_CONFLICT`
 */
export async function removeRecordFile(of: NamedPaths, options: ChangeOptions): Promise<void> {
  const { paths } = of;
  // Where there is nothing, no folder is made for the lock.
  const isThere = [paths.record, paths.recordLock, paths.ganetiRuntime].some((path) => existsSync(path));
  if (!isThere && options.ifRevision === undefined) return;
  const remove = async (): Promise<void> => {
    // What is corrupt is kept, not removed; whose record it is that nobody here can read is no matter.
    await decodeOrMoveAside(of).catch((error: unknown) => {
      if (!(error instanceof RecordError)) throw error;
    });
    removeFile(paths.ganetiRuntime);
    removeFile(paths.record);
    if (existsSync(dirname(paths.record))) await syncDirectory(dirname(paths.record));
  };
  if (options.ifRevision !== undefined) {
    await withRecordLock(paths, async () => {
      await checkRevision(of, options);
      await remove();
    });
    return;
  }
  await withRecordLock(paths, remove).catch(async (error: unknown) => {
    if (!(error instanceof StorageError) || !existsSync(paths.record)) throw error;
    await remove();
  });
}

/** Before anything of an instance is removed; looked at again when the record is. @throws {RecordConflictError} */
export async function checkRecordRevision(of: NamedPaths, { ifRevision }: ChangeOptions): Promise<void> {
  if (ifRevision === undefined) return;
  const found = (await readRecordFile(of))?.revision ?? null;
  if (found !== ifRevision) throw new RecordConflictError(of.name, ifRevision, found);
}

/** A corrupt record makes way for the next, but its bytes are kept. */
async function checkRevision(of: NamedPaths, { ifRevision }: ChangeOptions): Promise<void> {
  const there = await decodeOrMoveAside(of).catch((error: unknown) => {
    if (isCorrupt(error)) return undefined;
    throw error;
  });
  if (ifRevision === undefined) return;
  const found = (await newestOf(of, there))?.revision ?? null;
  if (found !== ifRevision) throw new RecordConflictError(of.name, ifRevision, found);
}

async function withGanetiText(record: RuntimeRecord, root: string): Promise<RuntimeRecord> {
  const { ganetiTextOf } = await import('./ganeti-files.ts');
  return { ...record, ganeti: ganetiTextOf(record, root) };
}

/** Only for who holds the record's lock: what a reader found may have been replaced since. */
async function decodeOrMoveAside(of: NamedPaths): Promise<RevisedRecord | undefined> {
  try {
    return decodeFile(of);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    throw new RecordError('RECORD_CORRUPT', error.path, error.reason, await moveAside(of.paths.record));
  }
}

async function moveAside(path: string): Promise<string> {
  const stamp = new Date().toISOString().replaceAll(/[-:.]/g, '');
  let keptAt = `${path}.corrupt-${stamp}`;
  for (let others = 1; existsSync(keptAt); others += 1) keptAt = `${path}.corrupt-${stamp}-${others}`;
  await rename(path, keptAt);
  await syncDirectory(dirname(path));
  return keptAt;
}

function decodeFile({ name, paths }: NamedPaths): RevisedRecord | undefined {
  const text = readSmallFile(paths.record);
  return text === undefined ? undefined : decodeRecord(text, { name, path: paths.record });
}

/** Ganeti's file where it is another than was written with the record: it has started or changed the guest since. */
async function newestOf(of: NamedPaths, ours: RevisedRecord | undefined): Promise<RevisedRecord | undefined> {
  const theirs = readSmallFile(of.paths.ganetiRuntime);
  if (theirs === undefined || theirs === ours?.record.ganeti) return ours;
  const { importGanetiFile } = await import('./ganeti-files.ts');
  return importGanetiFile(of.name, theirs);
}

function isCorrupt(error: unknown): error is RecordError {
  return error instanceof RecordError && error.code === 'RECORD_CORRUPT';
}
