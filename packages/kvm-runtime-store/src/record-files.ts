import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';

import { removeFile, syncDirectory, writeDurably } from './durable-write.ts';
import { RecordConflictError, RecordError, StorageError } from './errors.ts';
import { decodeFile, isCorrupt, newestOf, readRecordFile, type NamedPaths } from './read-record.ts';
import { withRecordLock } from './record-lock.ts';
import { encodeRecord, type RevisedRecord, type RuntimeRecord } from './runtime-record.ts';
import type { ChangeOptions } from './store-port.ts';

/*
Whoever replaces, removes or moves a record aside holds the record's own lock for that moment, also when he holds the
instance's: so that what was looked at is what is changed.
*/

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

/**
 * What lies there now, under the record's lock: what a reader found corrupt may have been replaced since.
 * @throws {RecordError} `RECORD_CORRUPT`, and the file was moved aside
 */
export async function readOrMoveAside(of: NamedPaths): Promise<RevisedRecord | undefined> {
  return withRecordLock(of.paths, () => decodeOrMoveAside(of));
}

/** Only for who holds the record's lock. */
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
