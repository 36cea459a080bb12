import { readFileSync } from 'node:fs';

/** What a process has used of time so far. */
export interface ProcessTimes {
  /** In user and kernel mode, of all its threads, those that ended too. */
  readonly cpuTimeMs: number;
  readonly upTimeMs: number;
}

// USER_HZ of every Linux that QEMU runs on: what /proc counts in (proc(5)).
const msPerTick = 10;

/** The times of a process, or `undefined` when it has ended. Not asynchronous: a hop to a thread costs ten times as much. */
export function readProcessTimes(pid: number): ProcessTimes | undefined {
  try {
    return processTimes(readFileSync(`/proc/${pid}/stat`, 'utf8'), readFileSync('/proc/uptime', 'utf8'));
  } catch {
    return undefined;
  }
}

/** Fields 14, 15 and 22 of stat; the name in the second may hold blanks and brackets. */
export function processTimes(stat: string, uptime: string): ProcessTimes {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = (field: number): number => Number(fields[field - 3] ?? 0);
  const upSeconds = Number(uptime.split(' ')[0]);
  return {
    cpuTimeMs: (ticks(14) + ticks(15)) * msPerTick,
    upTimeMs: Math.max(0, Math.round(upSeconds * 1000 - ticks(22) * msPerTick)),
  };
}
