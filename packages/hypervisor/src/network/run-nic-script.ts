import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import { NicScriptError } from '../errors.ts';
import type { NicAction } from './nic-environment.ts';
import { keepTail } from './output-tail.ts';

/** One run of the script that connects a NIC. */
export interface NicScriptCall {
  readonly instance: string;
  /** The NIC's number, from 0. */
  readonly nic: number;
  /** The script's only argument of its own. */
  readonly tap: string;
  readonly action: NicAction;
  readonly environment: Readonly<Record<string, string>>;
}

export interface NicScriptOptions {
  /** The program and what stands before the tap in its arguments. */
  readonly command: readonly string[];
  readonly timeoutMs: number;
}

/**
 * Runs the script of one NIC, in a process group of its own, and waits for its end.
 *
 * It has nothing of us but PATH: no other variable, no descriptor, no terminal. One that fails or takes too long is
 * killed with all of its group; one that ends well may leave a process behind, which then has no output.
 * @throws {NicScriptError} `NIC_SCRIPT_FAILED`
 */
export async function runNicScript(call: NicScriptCall, options: NicScriptOptions): Promise<void> {
  const [program = '', ...args] = options.command;
  const child = spawn(program, [...args, call.tap], {
    cwd: '/',
    detached: true,
    env: { PATH: searchPath(), ...call.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  exited.catch(() => undefined);
  const closed = once(child, 'close').catch(() => undefined);
  // There are none where spawn has failed for want of descriptors.
  const streams = [child.stdout, child.stderr].filter(Boolean);
  const output = keepTail(streams, outputLimitBytes);
  try {
    const how = await failureOf(child, exited, options.timeoutMs);
    if (how === undefined) return;
    await within(lastWordsMs, closed);
    throw new NicScriptError({ ...call, script: options.command.join(' '), how, output: output.text() });
  } finally {
    // A script that cannot be killed, or what one has left behind, is not to keep our process.
    for (const stream of streams) stream.destroy();
    child.unref();
  }
}

const outputLimitBytes = 64 * 1024;
/** From SIGTERM to SIGKILL, and from there to giving up. */
const graceMs = 2000;
/** All that could write is dead, unless it has left the group. */
const lastWordsMs = 1000;

/** `undefined` for a script that ended well; nothing of its group is left of one that did not. */
async function failureOf(
  child: ChildProcess,
  exited: Promise<unknown[]>,
  timeoutMs: number,
): Promise<string | undefined> {
  try {
    const end = await within(timeoutMs, exited);
    if (end === undefined) {
      signalGroup(child, 'SIGTERM');
      await within(graceMs, exited);
      signalGroup(child, 'SIGKILL');
      const isGone = (await within(graceMs, exited)) !== undefined;
      // A process that waits for a device, say, ends when the device lets go of it.
      return `took longer than ${timeoutMs} ms and ${isGone ? 'was killed' : 'does not even end by SIGKILL'}`;
    }
    const [status, signal] = end;
    if (status === 0) return undefined;
    signalGroup(child, 'SIGKILL');
    return typeof status === 'number' ? `ended with status ${status}` : `was ended by ${String(signal)}`;
  } catch (error) {
    // No such file, or interpreter of it; not executable; no descriptors left.
    if (isOfSpawn(error)) return `could not be run (${error.code})`;
    throw error;
  }
}

function isOfSpawn(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    'syscall' in error &&
    typeof error.syscall === 'string' &&
    error.syscall.startsWith('spawn')
  );
}

async function within<T>(timeoutMs: number, event: Promise<T>): Promise<T | undefined> {
  const stop = new AbortController();
  const timer = delay(timeoutMs, undefined, { signal: stop.signal });
  timer.catch(() => undefined);
  try {
    return await Promise.race([event, timer]);
  } finally {
    stop.abort();
  }
}

/*
The leader is the child, which may have ended: its number stays the group's as long as one of the group lives, and the
kernel gives no number anew before it has been through all others.
*/
function signalGroup({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Ours, and where ip(8) is: what starts us may be no login. */
function searchPath(): string {
  return [process.env['PATH'], '/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin']
    .filter(Boolean)
    .join(':');
}
