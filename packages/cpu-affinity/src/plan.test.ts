import { describe, expect, test } from 'vitest';

import { planPinning, type PinningRequest } from './plan.ts';

const guest = { pid: 4242, vcpuThreads: [11, 12], hostCpus: [0, 1, 2, 3] };
const nothing = { pid: 4242, startTimeTicks: undefined, threads: [], otherCpus: undefined, untouched: [] };

test.for<[string, Partial<PinningRequest>, object]>([
  ['all: nothing is moved', { mask: 'all' }, { untouched: [11, 12] }],
  ['one mask: every thread is moved', { mask: '1-2' }, { otherCpus: [1, 2] }],
  [
    'a mask per vCPU: these alone are moved',
    { mask: '0:2-3' },
    {
      threads: [
        { tid: 11, role: 'vcpu', cpus: [0] },
        { tid: 12, role: 'vcpu', cpus: [2, 3] },
      ],
    },
  ],
  [
    'all for one vCPU: it gets every CPU of the host',
    { mask: 'all:1' },
    {
      threads: [
        { tid: 11, role: 'vcpu', cpus: [0, 1, 2, 3] },
        { tid: 12, role: 'vcpu', cpus: [1] },
      ],
    },
  ],
  [
    'a mask for the emulator: it is for all others, and one mask for the guest is left to the vCPUs',
    { mask: '1', emulatorCpus: [0] },
    {
      threads: [
        { tid: 11, role: 'vcpu', cpus: [1] },
        { tid: 12, role: 'vcpu', cpus: [1] },
      ],
      otherCpus: [0],
    },
  ],
  [
    'a mask for the emulator alone: the vCPUs stay where they are',
    { mask: 'all', emulatorCpus: [0] },
    { otherCpus: [0], untouched: [11, 12] },
  ],
  [
    'iothreads and workers have CPUs of their own',
    {
      mask: '1',
      iothreads: [
        { tids: [21], cpus: [2] },
        { tids: [22], cpus: [3] },
      ],
      workers: [{ tids: [31, 32], cpus: [0, 3] }],
    },
    {
      threads: [
        { tid: 21, role: 'iothread', cpus: [2] },
        { tid: 22, role: 'iothread', cpus: [3] },
        { tid: 31, role: 'worker', cpus: [0, 3] },
        { tid: 32, role: 'worker', cpus: [0, 3] },
      ],
      otherCpus: [1],
    },
  ],
  ['the start time is kept', { mask: '1', startTimeTicks: 99 }, { otherCpus: [1], startTimeTicks: 99 }],
])('%s', ([, request, plan]) => {
  expect(planPinning({ mask: 'all', ...guest, ...request })).toEqual({ ...nothing, ...plan });
});

describe('a plan is refused', () => {
  test.for<[string, Partial<PinningRequest>, object]>([
    ['for too many masks', { mask: '0:1:2' }, { code: 'PLAN_INVALID', pid: 4242 }],
    ['for no mask', { mask: '' }, { code: 'PLAN_INVALID' }],
    ['for an empty mask', { mask: '0:' }, { code: 'PLAN_INVALID', message: expect.stringContaining('12') }],
    ['for a wrong mask', { mask: '0:x' }, { code: 'CPU_MASK_INVALID', position: 2 }],
    ['for an empty list', { emulatorCpus: [] }, { code: 'CPU_LIST_INVALID' }],
    ['for a wrong CPU', { emulatorCpus: [0, -1] }, { code: 'CPU_LIST_INVALID', index: 1 }],
    ['for a wrong tid', { workers: [{ tids: [0], cpus: [1] }] }, { code: 'THREAD_ID_INVALID', tid: 0 }],
    ['for a wrong pid', { pid: -1 }, { code: 'THREAD_ID_INVALID', tid: -1 }],
    [
      'for a thread with two roles',
      { mask: '0:1', iothreads: [{ tids: [12], cpus: [1] }] },
      { code: 'PLAN_INVALID', message: expect.stringContaining('thread 12 is named twice') },
    ],
  ])('%s', ([, request, error]) => {
    expect(() => planPinning({ mask: 'all', ...guest, ...request })).toThrow(expect.objectContaining(error));
  });
});
