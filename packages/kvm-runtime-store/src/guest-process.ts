import { readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { parseGuestCommandLine, type GuestCommandLine } from './guest-command-line.ts';
import type { InstancePaths } from './instance-paths.ts';
import { readSmallFile } from './regular-file.ts';

/** A process that is the instance's QEMU for certain. */
export interface GuestProcess {
  readonly pid: number;
  /** Since boot, in clock ticks; with the pid it names one process for ever (`proc(5)`, field 22 of stat). */
  readonly startTimeTicks: number;
  /** Where its command line leaves no doubt. */
  readonly accelerator?: 'kvm' | 'tcg';
}

/**
 * The instance's QEMU, if it lives: the pid file's process, provided that its command line names this very pid file,
 * or, if it names none, the instance; so that a reused pid is never taken for the guest.
 */
export async function findGuestProcess(
  paths: InstancePaths,
  proc = '/proc',
): Promise<GuestProcess | undefined> {
  const pid = parsePidFile(readPidFile(paths.pidFile));
  if (pid === undefined) return undefined;
  const says = parseGuestCommandLine(readOrEmpty(join(proc, String(pid), 'cmdline')).split('\0'));
  const stat = readOrEmpty(join(proc, String(pid), 'stat'));
  return (await isOfInstance(says, paths)) ? guestProcess(pid, stat, says) : undefined;
}

/** Unless it is dead and only not yet collected. */
export function guestProcess(
  pid: number,
  stat: string,
  { accelerator }: GuestCommandLine,
): GuestProcess | undefined {
  const { state, startTimeTicks } = parseStat(stat);
  if (state === 'Z' || state === 'X' || startTimeTicks === undefined) return undefined;
  return { pid, startTimeTicks, ...(accelerator === undefined ? {} : { accelerator }) };
}

/** The number on the first line that holds anything. */
export function parsePidFile(text: string): number | undefined {
  const [, digits] = /^\s*(\d+)[^\S\n]*(?:\n|$)/.exec(text) ?? [];
  const pid = Number(digits);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

async function isOfInstance({ name, pidFile }: GuestCommandLine, paths: InstancePaths): Promise<boolean> {
  if (pidFile === undefined) return name === basename(paths.pidFile);
  // Ganeti writes /var/run, which is a link to /run.
  return pidFile === paths.pidFile || (await isSameFile(pidFile, paths.pidFile));
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  try {
    const [first, second] = await Promise.all([realpath(one), realpath(other)]);
    return first === second;
  } catch {
    return false;
  }
}

/** Whether a process seen before is still the same one. */
// oxlint-disable-next-line typescript/require-await -- asking may take a thread one day
export async function isAlive({ pid, startTimeTicks }: GuestProcess): Promise<boolean> {
  const now = parseStat(readOrEmpty(`/proc/${pid}/stat`));
  return now.startTimeTicks === startTimeTicks && now.state !== 'Z' && now.state !== 'X';
}

/** The name in the second field may hold blanks and brackets: what matters comes after the last `)`. */
export function parseStat(text: string): { state: string | undefined; startTimeTicks: number | undefined } {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[19]);
  return { state: fields[0], startTimeTicks: Number.isSafeInteger(ticks) ? ticks : undefined };
}

/** What was planted in its place is no pid file. */
function readPidFile(path: string): string {
  try {
    return readSmallFile(path) ?? '';
  } catch {
    return '';
  }
}

/** A process may end while it is looked at. Not asynchronous: a hop to a thread costs ten times what /proc does. */
export function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
