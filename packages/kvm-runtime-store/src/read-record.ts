import { RecordError } from './errors.ts';
import type { InstancePaths } from './instance-paths.ts';
import { readSmallFile } from './regular-file.ts';
import { decodeRecord, type RevisedRecord } from './runtime-record.ts';

/*
Reading takes no lock: a file is replaced at once. What locks and writes is loaded only for a file that must be moved
aside: a short query has no need of it.
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
    const { readOrMoveAside } = await import('./record-files.ts');
    return readOrMoveAside(of).catch((failure: unknown) => {
      // Where nothing can be moved, such as on a disk that is only read, it is still the record that is wrong.
      throw failure instanceof RecordError ? failure : error;
    });
  }
}

/** What our own file holds. @throws {RecordError} */
export function decodeFile({ name, paths }: NamedPaths): RevisedRecord | undefined {
  const text = readSmallFile(paths.record);
  return text === undefined ? undefined : decodeRecord(text, { name, path: paths.record });
}

/** Ganeti's file where it is another than was written with the record: it has started or changed the guest since. */
export async function newestOf(
  of: NamedPaths,
  ours: RevisedRecord | undefined,
): Promise<RevisedRecord | undefined> {
  const theirs = readSmallFile(of.paths.ganetiRuntime);
  if (theirs === undefined || theirs === ours?.record.ganeti) return ours;
  const { importGanetiFile } = await import('./ganeti-files.ts');
  return importGanetiFile(of.name, theirs);
}

export function isCorrupt(error: unknown): error is RecordError {
  return error instanceof RecordError && error.code === 'RECORD_CORRUPT';
}
