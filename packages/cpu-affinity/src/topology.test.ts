import { expect, test } from 'vitest';

import { recordedFiles } from '../test/recorded-files.ts';
import { onlineCpus } from './host-cpus.ts';
import { readTopology } from './topology.ts';

type Files = Record<string, string | number>;

/** What the kernel shows of one CPU. */
function cpuFiles(
  cpu: number,
  socket: number,
  core: number,
  threads: string,
  name = 'core_cpus_list',
): Files {
  const folder = `devices/system/cpu/cpu${cpu}/topology`;
  return {
    [`${folder}/physical_package_id`]: socket,
    [`${folder}/core_id`]: core,
    [`${folder}/${name}`]: threads,
  };
}

test('two sockets with hyper-threads and two nodes are read as they lie', () => {
  const sysfsRoot = recordedFiles({
    'devices/system/cpu/online': '0-7',
    ...cpuFiles(0, 0, 0, '0,4'),
    ...cpuFiles(1, 1, 0, '1,5'),
    ...cpuFiles(2, 0, 1, '2,6'),
    ...cpuFiles(3, 1, 1, '3,7'),
    ...cpuFiles(4, 0, 0, '0,4'),
    ...cpuFiles(5, 1, 0, '1,5'),
    ...cpuFiles(6, 0, 1, '2,6'),
    ...cpuFiles(7, 1, 1, '3,7'),
    'devices/system/node/online': '0-2',
    'devices/system/node/node0/cpulist': '0,2,4,6',
    'devices/system/node/node1/cpulist': '1,3,5,7',
    'devices/system/node/node2/cpulist': '',
  });
  expect(readTopology({ sysfsRoot })).toEqual({
    sockets: [
      {
        id: 0,
        cores: [
          { id: 0, cpus: [0, 4] },
          { id: 1, cpus: [2, 6] },
        ],
      },
      {
        id: 1,
        cores: [
          { id: 0, cpus: [1, 5] },
          { id: 1, cpus: [3, 7] },
        ],
      },
    ],
    numaNodes: [
      { id: 0, cpus: [0, 2, 4, 6] },
      { id: 1, cpus: [1, 3, 5, 7] },
      { id: 2, cpus: [] },
    ],
  });
});

test('cores of two dies that have the same number stay two', () => {
  const sysfsRoot = recordedFiles({
    'devices/system/cpu/online': '0-1',
    ...cpuFiles(0, 0, 0, '0'),
    ...cpuFiles(1, 0, 0, '1'),
  });
  expect(readTopology({ sysfsRoot }).sockets).toEqual([
    {
      id: 0,
      cores: [
        { id: 0, cpus: [0] },
        { id: 0, cpus: [1] },
      ],
    },
  ]);
});

test('an offline CPU is left out, and a kernel without NUMA has no nodes', () => {
  const sysfsRoot = recordedFiles({
    'devices/system/cpu/online': '0,2',
    ...cpuFiles(0, -1, 0, '0', 'thread_siblings_list'),
    ...cpuFiles(2, -1, 1, '2', 'thread_siblings_list'),
  });
  expect(readTopology({ sysfsRoot })).toEqual({
    sockets: [
      {
        id: -1,
        cores: [
          { id: 0, cpus: [0] },
          { id: 1, cpus: [2] },
        ],
      },
    ],
    numaNodes: [],
  });
});

test('a missing file is named', () => {
  const sysfsRoot = recordedFiles({ 'devices/system/cpu/online': '0' });
  const path = `${sysfsRoot}/devices/system/cpu/cpu0/topology/physical_package_id`;
  expect(() => readTopology({ sysfsRoot })).toThrow(
    expect.objectContaining({ code: 'HOST_FILE_UNREADABLE', path }),
  );
});

test('the topology of this host has each of its online CPUs once', () => {
  const cpus = readTopology().sockets.flatMap(({ cores }) => cores.flatMap((core) => core.cpus));
  expect(cpus.sort((a, b) => a - b)).toEqual(onlineCpus());
});
