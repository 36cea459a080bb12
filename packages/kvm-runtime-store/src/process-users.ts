import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { UidPoolError } from './errors.ts';

/**
 * The processes that can act as a user: one of their uids (real, effective, saved, of the file system) is this one.
 * None: proof that no process of this pid namespace runs under it.
 * @throws {UidPoolError} `PROCESSES_HIDDEN` where `/proc` does not show every process (its option `hidepid`)
 */
export async function pidsRunningAs(uid: number, proc = '/proc'): Promise<number[]> {
  const pids = (await readdir(proc)).filter((name) => /^\d+$/.test(name));
  // Every pid namespace has its process 1 as long as it has any.
  if (!pids.includes('1')) throw hidden(proc, 'process 1 is not shown');
  const found = await Promise.all(pids.map(async (pid) => isOf(uid, await readStatus(proc, pid))));
  return pids.filter((_, index) => found[index]).map(Number);
}

/** Undefined for a process that has ended meanwhile. */
async function readStatus(proc: string, pid: string): Promise<string | undefined> {
  try {
    return await readFile(join(proc, pid, 'status'), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw hidden(proc, `reading the status of process ${pid} failed with ${String(code)}`);
  }
}

// The lines of proc_pid_status(5); in `Name:` the kernel escapes line feeds.
function isOf(uid: number, status: string | undefined): boolean {
  if (status === undefined) return false;
  const uids = /^Uid:\s+(.*)$/m.exec(status)?.[1]?.split(/\s+/) ?? [];
  return uids.includes(String(uid)) && !isDead(status);
}

/** A zombie runs nothing; but a process may go on in its other threads when the first one has ended. */
function isDead(status: string): boolean {
  return /^State:\s+[ZX]/m.test(status) && !/^Threads:\s+(?:[2-9]|\d\d)/m.test(status);
}

function hidden(proc: string, reason: string): UidPoolError {
  return new UidPoolError(
    'PROCESSES_HIDDEN',
    `looking for the processes of a user in ${proc}: ${reason}, so that none is proven; no uid was taken or given back`,
  );
}
