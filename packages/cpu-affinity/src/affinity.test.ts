import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { wrongCpus, wrongTids } from '../test/bad-values.ts';
import { startThreads } from '../test/child.ts';
import { noSecondCpu, skipBecauseOf, twoCpus } from '../test/requirements.ts';
import { getAffinity, setAffinity } from './affinity.ts';
import { highestCpu } from './cpu-list.ts';
import { AffinityError, CpuAffinityError } from './errors.ts';
import { onlineCpus, possibleCpus } from './host-cpus.ts';

const [first, second] = twoCpus();

describe('a thread of another process', () => {
  skipBecauseOf(noSecondCpu());

  test('runs where it was told to, and no other thread is moved', async () => {
    const { pid, tids } = await startThreads(2);
    const [one = 0, two = 0] = tids;
    setAffinity(one, [first]);
    setAffinity(two, [second]);
    expect([getAffinity(one), getAffinity(two)]).toEqual([[first], [second]]);
    expect(getAffinity(pid)).toEqual(getAffinity(process.pid));
    setAffinity(one, [second, first]);
    expect(getAffinity(one)).toEqual([first, second]);
  });

  test('is given each CPU once, however often it is named', async () => {
    const { pid } = await startThreads(0);
    setAffinity(pid, [second, second, second]);
    expect(getAffinity(pid)).toEqual([second]);
  });

  test('may be given CPUs beyond those of the host, as long as one remains', async () => {
    const { pid } = await startThreads(0);
    const beyond = [1023, 1024, 4095, 8191, highestCpu];
    setAffinity(pid, [second, ...beyond]);
    expect(getAffinity(pid)).toEqual([second]);
  });
});

describe('the kernel says no', () => {
  test.for([1023, 1024, 8191, highestCpu])('to CPU %d, which the host has not', async (cpu) => {
    const { pid } = await startThreads(0);
    const before = getAffinity(pid);
    const error = thrownBy(() => setAffinity(pid, [cpu]));
    expect(error).toBeInstanceOf(AffinityError);
    expect(error).toMatchObject({
      name: 'AffinityError',
      code: 'CPUS_UNUSABLE',
      syscall: 'sched_setaffinity',
      errno: 22,
      errnoName: 'EINVAL',
      tid: pid,
      unusable: [{ reason: 'impossible', cpus: [cpu] }],
      message: expect.stringContaining(`CPU ${cpu}: not on this host`),
    });
    expect(getAffinity(pid)).toEqual(before);
  });

  test('to a thread that has ended', async () => {
    const { tids, ask } = await startThreads(1);
    const tid = tids[0] ?? 0;
    await ask('end');
    const gone = { code: 'THREAD_GONE', errno: 3, errnoName: 'ESRCH', tid, unusable: [] };
    expect(thrownBy(() => setAffinity(tid, [first]))).toMatchObject({
      ...gone,
      syscall: 'sched_setaffinity',
    });
    expect(thrownBy(() => getAffinity(tid))).toMatchObject({ ...gone, syscall: 'sched_getaffinity' });
  });

  test('to the highest number that a tid could be', () => {
    expect(thrownBy(() => getAffinity(2 ** 31 - 1))).toMatchObject({ code: 'THREAD_GONE' });
  });
});

describe('the kernel is not asked', () => {
  test.for(wrongTids)('for tid %d', (tid) => {
    const refused = { code: 'THREAD_ID_INVALID', tid };
    expect(thrownBy(() => setAffinity(tid, [first]))).toMatchObject(refused);
    expect(thrownBy(() => getAffinity(tid))).toMatchObject(refused);
  });

  test.for(wrongCpus)('for CPUs %j', ([cpus, index]) => {
    expect(thrownBy(() => setAffinity(process.pid, cpus))).toMatchObject({ code: 'CPU_LIST_INVALID', index });
  });

  test('for anything else that JavaScript has', () => {
    const notIds = fc.anything().filter((value) => !(typeof value === 'number' && value > 0));
    const notCpus = fc.anything().filter((value) => !(Array.isArray(value) && value.every(Number.isInteger)));
    fc.assert(
      fc.property(notIds, notCpus, (tid, cpus) => {
        for (const error of [
          thrownBy(() => getAffinity(tid as number)),
          thrownBy(() => setAffinity(tid as number, [first])),
          thrownBy(() => setAffinity(process.pid, cpus as number[])),
        ])
          expect(error instanceof TypeError || error instanceof CpuAffinityError).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

test('possible CPUs include those online, and those online include ours', () => {
  expect(possibleCpus()).toEqual(expect.arrayContaining(onlineCpus()));
  expect(onlineCpus()).toEqual(expect.arrayContaining(getAffinity(process.pid)));
});

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
