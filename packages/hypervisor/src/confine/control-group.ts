import { access, mkdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
Whoever restarts a service kills what is left in its control group; a guest that our caller started must not be in it.
On a systemd host QEMU gets a scope of its own, below `kvmkit.slice`, as libvirt and Proxmox do; elsewhere a control
group of its own where the unified hierarchy (cgroup v2) can be written to.
*/

/** What keeps a guest apart from whoever started it. */
export type ControlGroup =
  | {
      readonly kind: 'scope';
      /** Words before QEMU's, which end in `exec`. */ readonly prefix: readonly string[];
    }
  | { readonly kind: 'group'; readonly folder: string }
  | { readonly kind: 'none'; readonly why: string };

/** The control group that a guest of this name shall live in; makes nothing. */
export async function controlGroupOf(name: string): Promise<ControlGroup> {
  if (await exists('/run/systemd/system')) return { kind: 'scope', prefix: scopePrefix(name) };
  const mount = unifiedMount(await readFile('/proc/self/mounts', 'utf8'));
  if (mount === undefined) return { kind: 'none', why: 'neither systemd nor a cgroup v2 hierarchy is here' };
  return { kind: 'group', folder: join(mount, 'kvmkit', name) };
}

/** @param uid whose systemd is asked: root has the system's, others their own. */
export function scopePrefix(name: string, uid: number | undefined = process.getuid?.()): readonly string[] {
  return [
    'systemd-run',
    ...(uid === 0 ? [] : ['--user']),
    '--scope',
    '--quiet',
    // Else a scope that failed would keep its name for ever.
    '--collect',
    '--slice=kvmkit.slice',
    `--unit=kvmkit-${name}.scope`,
    `--description=QEMU of ${name}`,
    '--',
  ];
}

/** Where cgroup v2 is mounted (`cgroups(7)`), alone or beside v1. */
export function unifiedMount(mounts: string): string | undefined {
  return /^\S+ (\S+) cgroup2 /m.exec(mounts)?.[1];
}

/** Moves a process there; a host that does not let us only leaves it where it is. */
export async function joinControlGroup(group: ControlGroup, pid: number): Promise<void> {
  if (group.kind !== 'group') return;
  await mkdir(group.folder, { recursive: true }).catch(() => undefined);
  await writeFile(join(group.folder, 'cgroup.procs'), String(pid)).catch(() => undefined);
}

/** Removes the group of a guest that is gone. */
export async function removeControlGroup(group: ControlGroup): Promise<void> {
  if (group.kind === 'group') await rmdir(group.folder).catch(() => undefined);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
