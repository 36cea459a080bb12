import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { joinControlGroup, removeControlGroup, scopePrefix, unifiedMount } from './control-group.ts';

test('on a systemd host QEMU becomes a scope of its own, in a slice of all guests', () => {
  expect(scopePrefix('web1', 0)).toEqual([
    'systemd-run',
    '--scope',
    '--quiet',
    '--collect',
    '--slice=kvmkit.slice',
    '--unit=kvmkit-web1.scope',
    '--description=QEMU of web1',
    '--',
  ]);
});

test('whoever is not root asks for it at the systemd of their own', () => {
  expect(scopePrefix('web1', 1000)).toContain('--user');
});

test.for([
  ['cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\n', '/sys/fs/cgroup'],
  [
    'tmpfs /sys/fs/cgroup tmpfs ro 0 0\ncgroup /sys/fs/cgroup/cpu cgroup rw 0 0\ncgroup /sys/fs/cgroup/unified cgroup2 rw 0 0\n',
    '/sys/fs/cgroup/unified',
  ],
  ['cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0\n', undefined],
] as const)('in %j the unified hierarchy is at %j', ([mounts, mount]) => {
  expect(unifiedMount(mounts)).toBe(mount);
});

test('a guest is moved by its pid, which a folder that is none bears without harm', async () => {
  await using mount = await mkdtempDisposable(join(tmpdir(), 'kvmkit-group-'));
  const folder = join(mount.path, 'kvmkit', 'web1');
  await joinControlGroup({ kind: 'group', folder }, 4711);
  expect(await readFile(join(folder, 'cgroup.procs'), 'utf8')).toBe('4711');
  await removeControlGroup({ kind: 'group', folder });
  expect(await readdir(folder)).toEqual(['cgroup.procs']);
});
