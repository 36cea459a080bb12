import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { parseCpuMask } from './cpu-mask.ts';

/** What a thread's cgroup, or the nearest one above that has a say, allows it. */
export interface Cpuset {
  /** The file that says so. */
  readonly path: string;
  readonly cpus: readonly number[];
}

interface Hierarchy {
  readonly isMount: (fileSystem: string, superOptions: readonly string[]) => boolean;
  /** In the order of preference; not every cgroup has one of them, but then one above it has. */
  readonly files: readonly string[];
}

// cgroups(7) and the kernel's admin-guide/cgroup-v1/cpusets.rst, admin-guide/cgroup-v2.rst.
const version1: Hierarchy = {
  isMount: (fileSystem, superOptions) => fileSystem === 'cgroup' && superOptions.includes('cpuset'),
  files: ['cpuset.effective_cpus', 'cpuset.cpus'],
};
const version2: Hierarchy = {
  isMount: (fileSystem) => fileSystem === 'cgroup2',
  files: ['cpuset.cpus.effective'],
};

/** Undefined where it cannot be read: no cgroup file system in sight, or the cgroup lies outside of our namespace. */
export function findCpuset(tid: number, procRoot: string): Cpuset | undefined {
  try {
    const [hierarchy, cgroup] = cgroupOf(readFileSync(join(procRoot, `${tid}/cgroup`), 'utf8'));
    const mount = findMount(readFileSync(join(procRoot, 'self/mountinfo'), 'utf8'), hierarchy);
    if (mount === undefined) return undefined;
    const below = relative(mount.root, cgroup);
    if (below.startsWith('..')) return undefined;
    return readNearest(join(mount.point, below), mount.point, hierarchy.files);
  } catch {
    return undefined;
  }
}

/** Lines `ID:CONTROLLERS:PATH`; that of version 2 has no controllers and counts only where version 1 has no cpusets. */
function cgroupOf(text: string): [Hierarchy, string] {
  const lines = text.trim().split('\n');
  const found = lines.flatMap((line): [Hierarchy, string][] => {
    const [, controllers = '', path = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === '') return [[version2, path]];
    return controllers.split(',').includes('cpuset') ? [[version1, path]] : [];
  });
  return found.find(([hierarchy]) => hierarchy === version1) ?? found[0] ?? [version2, '/'];
}

/** proc(5): `36 35 98:0 /ROOT /POINT OPTIONS [TAGS] - FILESYSTEM SOURCE SUPER_OPTIONS`. */
function findMount(
  text: string,
  hierarchy: Hierarchy,
): { readonly root: string; readonly point: string } | undefined {
  for (const line of text.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [fileSystem = '', , superOptions = ''] = after.split(' ');
    const [, , , root = '/', point] = before.split(' ');
    if (point !== undefined && hierarchy.isMount(fileSystem, superOptions.split(','))) return { root, point };
  }
  return undefined;
}

function readNearest(folder: string, top: string, names: readonly string[]): Cpuset | undefined {
  const path = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (path !== undefined) return { path, cpus: parseCpuMask(readFileSync(path, 'latin1').trim()) };
  return folder === top ? undefined : readNearest(dirname(folder), top, names);
}
