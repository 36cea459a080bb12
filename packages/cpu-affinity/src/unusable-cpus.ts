import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatCpuMask } from './cpu-mask.ts';
import { findCpuset } from './cpuset.ts';
import type { UnusableCpus } from './errors.ts';
import { readCpuList } from './host-cpus.ts';

/** Where the kernel's files are; tests have recorded ones. */
export interface HostRoots {
  readonly proc: string;
  readonly sys: string;
}

const hostRoots: HostRoots = { proc: '/proc', sys: '/sys' };

/** Why a thread can run on none of the CPUs, in words and as data. */
export interface Refusal {
  readonly explanation: string;
  readonly unusable: readonly UnusableCpus[];
}

/**
 * Works out what EINVAL of sched_setaffinity(2) means: the kernel takes the CPUs that are online and in the thread's
 * cpuset, and refuses when none is left. What cannot be read (a chroot without /sys) is no reason.
 */
export function explainRefusal(tid: number, cpus: readonly number[], roots: HostRoots = hostRoots): Refusal {
  const possible = readIfThere(join(roots.sys, 'devices/system/cpu/possible'));
  const online = readIfThere(join(roots.sys, 'devices/system/cpu/online'));
  const cpuset = findCpuset(tid, roots.proc);
  const reasonOf = (cpu: number): UnusableCpus['reason'] => {
    if (lacks(possible, cpu)) return 'impossible';
    if (lacks(online, cpu)) return 'offline';
    return lacks(cpuset?.cpus, cpu) ? 'outside-cpuset' : 'unknown';
  };
  const texts: Record<UnusableCpus['reason'], () => string> = {
    impossible: () => `not on this host, which has ${formatCpuMask(possible ?? [])}`,
    offline: () => `offline, online: ${formatCpuMask(online ?? [])}`,
    'outside-cpuset': () => `outside its cpuset ${cpuset?.path} of ${formatCpuMask(cpuset?.cpus ?? [])}`,
    unknown: () => `refused for no reason that can be read; now it may run on ${allowedNow(tid, roots)}`,
  };
  const byReason = Map.groupBy(new Set(cpus), reasonOf);
  const unusable = [...byReason].map(([reason, list]) => ({ reason, cpus: list.sort((a, b) => a - b) }));
  const explanation = unusable
    .map(({ reason, cpus: list }) => `CPU ${formatCpuMask(list)}: ${texts[reason]()}`)
    .join('; ');
  return { explanation, unusable };
}

function lacks(list: readonly number[] | undefined, cpu: number): boolean {
  return list !== undefined && !list.includes(cpu);
}

function readIfThere(path: string): number[] | undefined {
  try {
    return readCpuList(path);
  } catch {
    return undefined;
  }
}

function allowedNow(tid: number, roots: HostRoots): string {
  try {
    const status = readFileSync(join(roots.proc, `${tid}/status`), 'latin1');
    return /^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? 'CPUs that cannot be read';
  } catch {
    return 'CPUs that cannot be read';
  }
}
