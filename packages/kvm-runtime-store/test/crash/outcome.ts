import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { isLocked } from '../../src/file-lock.ts';
import type { RuntimeRecord } from '../../src/runtime-record.ts';
import { openRuntimeStore } from '../../src/runtime-store.ts';
import type { Call, RunEnd } from './fork-protocol.ts';
import { oldRecord, poolOf, uid, underLock, type Operation } from './operations.ts';

/** What is wrong after an operation that was killed, that failed, or that was done; undefined when nothing is. */
export async function findProblem(
  root: string,
  operation: Operation,
  end: RunEnd,
  record: RuntimeRecord,
  foundDraft: boolean,
): Promise<string | undefined> {
  try {
    return (
      (await recordProblem(root, operation, end, record)) ??
      // Who lives to see its own failure has to clear up at once, but not after others.
      (end === 'killed' || foundDraft ? undefined : draftProblem(root, 'left behind at once')) ??
      (await lockProblem(root)) ??
      (await nextProblem(root, operation, record))
    );
  } catch (error) {
    return error instanceof Error && 'code' in error
      ? `${String(error.code)}: ${error.message}`
      : String(error);
  }
}

async function recordProblem(
  root: string,
  { on, after }: Operation,
  end: RunEnd,
  record: RuntimeRecord,
): Promise<string | undefined> {
  const found = await openRuntimeStore({ root }).read('web1');
  const values = { old: oldRecord, new: record, nothing: undefined };
  const name = (['old', 'new', 'nothing'] as const).find((each) => isDeepStrictEqual(found, values[each]));
  if (end === 'failed') return 'failed with an error that is no StorageError';
  const ends = { killed: [on, after], unchanged: [on], done: [after], 'not-durable': [after] };
  const allowed: readonly (keyof typeof values)[] = ends[end];
  if (name !== undefined && allowed.includes(name)) return undefined;
  if (end === 'killed') return `neither the old record nor the new one: ${name ?? 'another one'}`;
  return `${end}, but the record is ${name ?? 'another one'}`;
}

async function lockProblem(root: string): Promise<string | undefined> {
  for (const folder of ['lock', 'uid-pool']) {
    for (const path of filesBelow(join(root, folder))) {
      if (await isLocked(path)) return `locked by the dead: ${path}`;
    }
  }
  return undefined;
}

/** The next process opens the instance, writes, and takes and gives a uid; all at once, or somebody holds it up. */
async function nextProblem(
  root: string,
  { next }: Operation,
  record: RuntimeRecord,
): Promise<string | undefined> {
  try {
    await next?.(root);
    await underLock(root, () => Promise.resolve());
    const problem = draftProblem(root, 'left behind');
    if (problem !== undefined) return problem;
    await underLock(root, (store) => store.write('web1', record));
    const uids = poolOf(root);
    const taken = await uids.request({ doing: 'testing' });
    await taken.release();
    if (existsSync(join(root, 'uid-pool', String(uid)))) return 'the uid was given back, but stays taken';
  } catch (error) {
    return `next: ${String(error)}`;
  }
  return isDeepStrictEqual(await openRuntimeStore({ root }).read('web1'), record)
    ? draftProblem(root, 'left behind by the next write')
    : 'next: what was written is not read';
}

function draftProblem(root: string, what: string): string | undefined {
  const drafts = filesBelow(root).filter((path) => /\/conf\/\.|\/\.[^/]*\.new$/.test(path));
  return drafts.length === 0 ? undefined : `${what}: ${drafts.join(', ')}`;
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

/**
 * Why a change below a directory would not survive a power cut, by the order of system calls: content, its fsync,
 * rename, fsync of the directory; removal, fsync of the directory. Undefined when it would.
 */
export function findOrderProblem(calls: readonly Call[], directory: string): string | undefined {
  const last = (name: string, path: string, before = calls.length): number =>
    calls.slice(0, before).findLastIndex((call) => call.name === name && call.path === path);
  const written = calls.find(
    ({ name, path }) => name === 'write' && path.startsWith(directory) && !path.includes('/.'),
  );
  if (written !== undefined) return `${written.path} was written in place`;
  const isSynced = (at: number): boolean =>
    calls.some((call, index) => index > at && call.name === 'fsync' && call.path === directory);
  for (const [at, { name, path, path2 }] of calls.entries()) {
    if (!path.startsWith(directory) || (name !== 'rename' && name !== 'unlink')) continue;
    if (name === 'rename' && last('fsync', path, at) < last('write', path, at)) {
      return `${path2} was renamed before the fsync of its content`;
    }
    if (!isSynced(at)) return `after ${name} of ${path} there is no fsync of its directory`;
  }
  return undefined;
}
