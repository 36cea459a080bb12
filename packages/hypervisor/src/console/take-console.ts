import { existsSync, readFileSync, unlinkSync, watch, writeFileSync } from 'node:fs';

import type { FileLock } from '@kvmkit/kvm-runtime-store';
import { lockFile } from '@kvmkit/kvm-runtime-store/run';
import { LockTimeoutError } from '@kvmkit/kvm-runtime-store/store';
import { QmpError } from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { ConsoleError } from '../errors.ts';
import { connectMonitor, forQuestions } from '../monitor/connect-monitor.ts';
import { consoleAbsence } from './console-absence.ts';

/*
QEMU serves one client of a serial port; the next waits unheard. So whoever connects first takes a lock, which says who
has it. Who wants it nevertheless:

  1  writes a line into the lock's file; who holds it reads that, closes its connection, and gives up the lock
  2  tells QEMU to cut the connection (`yank`, QEMU 6.0), for holders that are stopped, or that take no lock (socat)
  3  puts another file in the place of a lock whose holder is still there: its connection is not

No signal: the holder may be a program that has more to do than this.
*/

/** How long a holder may take to give way; one that lives does so within milliseconds. */
const givingWayMs = 1000;

/** One's turn at a console; disposing gives it up. */
export interface ConsoleTurn extends AsyncDisposable {
  /** Calls back when another has taken it. */
  onTaken(callback: (error: ConsoleError) => void): void;
}

/** @throws {ConsoleError} `CONSOLE_BUSY` */
export async function takeConsole(
  context: HypervisorContext,
  name: string,
  force: boolean,
): Promise<ConsoleTurn> {
  const path = context.store.paths(name).consoleLock;
  const lock = force ? await lockByForce(context, name, path) : await lockWithin(path, 0);
  if ('pid' in lock) {
    const how = force ? 'does not give way, and this QEMU can not cut its connection' : 'is connected to it';
    const message = `console of ${name} refused: process ${lock.pid} ${how}`;
    throw new ConsoleError('CONSOLE_BUSY', name, message, lock.pid);
  }
  try {
    return turnOf(name, path, lock);
  } catch (error) {
    // The run is over, and its files are gone.
    await lock.close();
    throw await consoleAbsence(context, name, error, 'its files are gone');
  }
}

interface Holder {
  readonly pid: number;
}

async function lockWithin(path: string, timeoutMs: number): Promise<FileLock | Holder> {
  try {
    return await lockFile(path, { doing: 'connected to the console', timeoutMs });
  } catch (error) {
    if (!(error instanceof LockTimeoutError)) throw error;
    return { pid: error.holders[0]?.pid ?? 0 };
  }
}

async function lockByForce(
  context: HypervisorContext,
  name: string,
  path: string,
): Promise<FileLock | Holder> {
  if (existsSync(path)) {
    const line = `${JSON.stringify({ takenBy: process.pid })}\n`;
    writeFileSync(path, line, { flag: 'a', mode: 0o600 });
  }
  const lock = await lockWithin(path, givingWayMs);
  const isCut = await cutConnection(context, name);
  if (!('pid' in lock) || !isCut) return lock;
  unlinkSync(path);
  return lockWithin(path, givingWayMs);
}

/** Whether QEMU has cut the connection of whoever was connected. */
async function cutConnection({ store }: HypervisorContext, name: string): Promise<boolean> {
  try {
    await using qmp = await connectMonitor(store.paths(name), forQuestions, { timeoutMs: givingWayMs });
    // QEMU's own name of the first `-serial` (system/vl.c).
    await qmp.execute('yank', { instances: [{ type: 'chardev', id: 'serial0' }] });
    return true;
  } catch (error) {
    if (error instanceof QmpError) return false;
    throw error;
  }
}

function turnOf(name: string, path: string, lock: FileLock): ConsoleTurn {
  let tell: ((error: ConsoleError) => void) | undefined;
  const watcher = watch(path, { persistent: false }, () => {
    const pid = takerIn(path);
    if (pid === undefined) return;
    const message = `console of ${name} lost: process ${pid} has taken it; the guest does not notice`;
    tell?.(new ConsoleError('CONSOLE_TAKEN', name, message, pid));
  });
  watcher.on('error', () => undefined);
  return {
    onTaken: (callback) => {
      tell = callback;
    },
    [Symbol.asyncDispose]: async () => {
      watcher.close();
      await lock.removeFile().catch(() => undefined);
      await lock.close();
    },
  };
}

function takerIn(path: string): number | undefined {
  try {
    const [, pid] = /\{"takenBy":(\d+)\}/.exec(readFileSync(path, 'utf8')) ?? [];
    return pid === undefined ? undefined : Number(pid);
  } catch {
    // Another file is to be put in its place.
    return undefined;
  }
}
