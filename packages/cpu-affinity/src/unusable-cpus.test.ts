import { expect, test } from 'vitest';

import { recordedFiles } from '../test/recorded-files.ts';
import { findCpuset } from './cpuset.ts';
import { explainRefusal } from './unusable-cpus.ts';

const mountinfo = (...lines: readonly string[]): string => lines.join('\n');
const version1 = (point: string, root = '/'): string =>
  `34 31 0:31 ${root} ${point} rw,relatime shared:9 - cgroup cgroup rw,cpuset`;
const version2 = (point: string, root = '/'): string =>
  `41 31 0:38 ${root} ${point} rw,relatime - cgroup2 cgroup2 rw,nsdelegate`;
const memory = '35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory';

test('of version 1 the cpuset of the cgroup counts, whatever version 2 says', () => {
  const files = recordedFiles({
    'v1/guests/web1/cpuset.cpus': '0-1',
    'v1/guests/web1/cpuset.effective_cpus': '1',
    'v2/cpuset.cpus.effective': '0-7',
  });
  const proc = recordedFiles({
    '7/cgroup': '4:memory:/x\n3:cpu,cpuset:/guests/web1\n1:name=systemd:/\n0::/',
    'self/mountinfo': mountinfo(memory, version2(`${files}/v2`), version1(`${files}/v1`)),
  });
  expect(findCpuset(7, proc)).toEqual({
    path: `${files}/v1/guests/web1/cpuset.effective_cpus`,
    cpus: [1],
  });
});

test('of version 2 the nearest cgroup counts that has the controller', () => {
  const files = recordedFiles({
    'v2/cpuset.cpus.effective': '0-7',
    'v2/guests/cpuset.cpus.effective': '2-3',
    'v2/guests/web1/cgroup.procs': '7',
  });
  const proc = recordedFiles({
    '7/cgroup': '0::/guests/web1',
    'self/mountinfo': mountinfo(memory, version2(`${files}/v2`)),
  });
  expect(findCpuset(7, proc)).toEqual({ path: `${files}/v2/guests/cpuset.cpus.effective`, cpus: [2, 3] });
});

test('a mount of a part of the hierarchy is followed from there', () => {
  const files = recordedFiles({ 'v2/web1/cpuset.cpus.effective': '5' });
  const proc = recordedFiles({
    '7/cgroup': '0::/guests/web1',
    'self/mountinfo': version2(`${files}/v2`, '/guests'),
  });
  expect(findCpuset(7, proc)?.cpus).toEqual([5]);
});

test.for([
  ['a cgroup outside of the mount', { '7/cgroup': '0::/../elsewhere', 'self/mountinfo': version2('/none') }],
  ['no cgroup file system', { '7/cgroup': '0::/', 'self/mountinfo': memory }],
  ['no cgroup file at all', { '7/cgroup': '0::/', 'self/mountinfo': version2('/none') }],
  ['a thread that has ended', { 'self/mountinfo': version2('/none') }],
] as const)('%s says nothing', ([, files]) => {
  expect(findCpuset(7, recordedFiles(files))).toBeUndefined();
});

test('each CPU is refused for its own reason', () => {
  const sys = recordedFiles({
    'devices/system/cpu/possible': '0-7',
    'devices/system/cpu/online': '0-5',
  });
  const files = recordedFiles({ 'v2/web1/cpuset.cpus.effective': '0-1' });
  const proc = recordedFiles({
    '7/cgroup': '0::/web1',
    'self/mountinfo': version2(`${files}/v2`),
    '7/status': 'Name:\tqemu\nCpus_allowed_list:\t0-1',
  });
  const { unusable, explanation } = explainRefusal(7, [9, 8, 6, 4, 5, 1, 8], { proc, sys });
  expect(unusable).toEqual([
    { reason: 'impossible', cpus: [8, 9] },
    { reason: 'offline', cpus: [6] },
    { reason: 'outside-cpuset', cpus: [4, 5] },
    { reason: 'unknown', cpus: [1] },
  ]);
  expect(explanation).toBe(
    `CPU 8-9: not on this host, which has 0-7; CPU 6: offline, online: 0-5; ` +
      `CPU 4-5: outside its cpuset ${files}/v2/web1/cpuset.cpus.effective of 0-1; ` +
      'CPU 1: refused for no reason that can be read; now it may run on 0-1',
  );
});

test('where nothing can be read the reason is unknown, and that is no other error', () => {
  const empty = recordedFiles({});
  expect(explainRefusal(7, [3], { proc: empty, sys: empty })).toEqual({
    unusable: [{ reason: 'unknown', cpus: [3] }],
    explanation: 'CPU 3: refused for no reason that can be read; now it may run on CPUs that cannot be read',
  });
});
