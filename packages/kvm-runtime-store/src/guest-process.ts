import { readFile } from 'node:fs/promises';

import type { InstancePaths } from './instance-paths.ts';

/** A process that is the instance's QEMU for certain. */
export interface GuestProcess {
  readonly pid: number;
  /** Since boot, in clock ticks; with the pid it names one process for ever (`proc(5)`, field 22 of stat). */
  readonly startTimeTicks: number;
}

/**
 * The instance's QEMU, if it lives: the pid file's process, provided that its command line names this very pid file,
 * so that a reused pid is never taken for the guest.
 */
export async function findGuestProcess(paths: InstancePaths): Promise<GuestProcess | undefined> {
  const pid = Number.parseInt(await readOrEmpty(paths.pidFile), 10);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const [commandLine, stat] = await Promise.all([
    readOrEmpty(`/proc/${pid}/cmdline`),
    readOrEmpty(`/proc/${pid}/stat`),
  ]);
  const argv = commandLine.split('\0');
  const option = argv.indexOf('-pidfile');
  if (option === -1 || argv[option + 1] !== paths.pidFile) return undefined;
  const { state, startTimeTicks } = parseStat(stat);
  return state === 'Z' || state === 'X' || startTimeTicks === undefined ? undefined : { pid, startTimeTicks };
}

/** Whether a process seen before is still the same one. */
export async function isAlive({ pid, startTimeTicks }: GuestProcess): Promise<boolean> {
  const now = parseStat(await readOrEmpty(`/proc/${pid}/stat`));
  return now.startTimeTicks === startTimeTicks && now.state !== 'Z' && now.state !== 'X';
}

/** The name in the second field may hold blanks and brackets: what matters comes after the last `)`. */
function parseStat(text: string): { state: string | undefined; startTimeTicks: number | undefined } {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[19]);
  return { state: fields[0], startTimeTicks: Number.isSafeInteger(ticks) ? ticks : undefined };
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}
