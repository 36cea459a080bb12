import { describe, expect, test } from 'vitest';

import { startThreads } from '../test/child.ts';
import { noSecondCpu, skipBecauseOf, twoCpus } from '../test/requirements.ts';
import { getAffinity, setAffinity } from './affinity.ts';
import { applyPinning, pinThreads } from './apply.ts';
import { highestCpu } from './cpu-list.ts';
import { PinningError } from './errors.ts';
import { planPinning } from './plan.ts';
import { openProcess } from './process-folder.ts';
import { readStartTimeTicks, threadsOf } from './threads.ts';

skipBecauseOf(noSecondCpu());

const [first, second] = twoCpus();
const hostCpus = getAffinity(process.pid);
const affinities = (tids: readonly number[]): number[][] => tids.map((tid) => getAffinity(tid));
const tidsOf = (pid: number): number[] => threadsOf(pid).map(({ tid }) => tid);

describe('a mask for the whole process', () => {
  test('moves every thread', async () => {
    const { pid, tids } = await startThreads(2);
    const plan = planPinning({ pid, mask: String(second), vcpuThreads: tids, hostCpus });
    const { pinned, ended } = applyPinning(plan);
    expect(affinities(tidsOf(pid))).toEqual(tidsOf(pid).map(() => [second]));
    expect(pinned.map(({ tid }) => tid)).toEqual(expect.arrayContaining([pid, ...tids]));
    expect(pinned[0]).toMatchObject({ role: 'other', cpus: [second], formerCpus: hostCpus });
    expect(ended).toEqual([]);
  });

  test('moves the threads too that appear meanwhile', async () => {
    const { pid, tids } = await startThreads(2);
    using real = openProcess(pid);
    const [late = 0] = tids;
    let listings = 0;
    const process = {
      pid,
      has: (tid: number) => real.has(tid),
      threadIds: () => {
        listings += 1;
        return real.threadIds().filter((tid) => listings > 1 || tid !== late);
      },
      startTimeTicks: () => real.startTimeTicks(),
      threadName: (tid: number) => real.threadName(tid),
      [Symbol.dispose]: () => undefined,
    };
    const plan = planPinning({ pid, mask: String(second), vcpuThreads: [], hostCpus });
    const { pinned } = pinThreads(process, plan);
    expect(pinned.at(-1)?.tid).toBe(late);
    expect(getAffinity(late)).toEqual([second]);
  });

  test('that was applied before is undone by a mask of all CPUs', async () => {
    const { pid } = await startThreads(1);
    for (const mask of [String(second), hostCpus.join(',')])
      applyPinning(planPinning({ pid, mask, vcpuThreads: [], hostCpus }));
    expect(affinities(tidsOf(pid))).toEqual(tidsOf(pid).map(() => hostCpus));
  });
});

describe('a plan by roles', () => {
  test('gives vCPUs, iothreads, workers and the emulator their own CPUs', async () => {
    const { pid, tids } = await startThreads(4);
    const [vcpu0 = 0, vcpu1 = 0, iothread = 0, worker = 0] = tids;
    const plan = planPinning({
      pid,
      startTimeTicks: readStartTimeTicks(pid),
      mask: `${first}:${second}`,
      vcpuThreads: [vcpu0, vcpu1],
      hostCpus,
      emulatorCpus: [first],
      iothreads: [{ tids: [iothread], cpus: [second] }],
      workers: [{ tids: [worker], cpus: [first, second] }],
    });
    const { pinned } = applyPinning(plan);
    expect(affinities([vcpu0, vcpu1, iothread, worker, pid])).toEqual([
      [first],
      [second],
      [second],
      [first, second],
      [first],
    ]);
    expect(pinned.slice(0, 4).map(({ role }) => role)).toEqual(['vcpu', 'vcpu', 'iothread', 'worker']);
  });

  test('leaves the other threads alone when there is nothing for them', async () => {
    const { pid, tids } = await startThreads(3);
    const [vcpu = 0, ...others] = tids;
    applyPinning(
      planPinning({
        pid,
        mask: 'all',
        vcpuThreads: others,
        hostCpus,
        workers: [{ tids: [vcpu], cpus: [second] }],
      }),
    );
    expect(affinities([vcpu, ...others, pid])).toEqual([[second], hostCpus, hostCpus, hostCpus]);
  });

  test('leaves the vCPUs alone when the mask is all, and only the emulator moves', async () => {
    const { pid, tids } = await startThreads(2);
    applyPinning(planPinning({ pid, mask: 'all', vcpuThreads: tids, hostCpus, emulatorCpus: [second] }));
    expect(affinities([...tids, pid])).toEqual([hostCpus, hostCpus, [second]]);
  });
});

describe('a thread that has ended', () => {
  test('is no failure, and is reported', async () => {
    const { pid, tids, ask } = await startThreads(2);
    const [gone = 0, vcpu1 = 0] = tids;
    const plan = planPinning({ pid, mask: `${first}:${second}`, vcpuThreads: tids, hostCpus });
    await ask('end');
    const { pinned, ended } = applyPinning(plan);
    expect(ended).toEqual([gone]);
    expect(pinned.map(({ tid }) => tid)).toEqual([vcpu1]);
    expect(getAffinity(vcpu1)).toEqual([second]);
  });
});

describe('when a thread is refused', () => {
  test('those before it have their former affinities again', async () => {
    const { pid, tids } = await startThreads(3);
    const [one = 0, two = 0, three = 0] = tids;
    setAffinity(one, [first]);
    const before = affinities([one, two, three, pid]);
    const plan = planPinning({
      pid,
      mask: `${second}:${second}:${highestCpu}`,
      vcpuThreads: [one, two, three],
      hostCpus,
    });
    const error = thrownBy(() => applyPinning(plan));
    expect(error).toBeInstanceOf(PinningError);
    expect(error).toMatchObject({
      code: 'PINNING_FAILED',
      pid,
      tid: three,
      notRestored: [],
      cause: { code: 'CPUS_UNUSABLE', tid: three, errnoName: 'EINVAL' },
      message: `pinning of process ${pid} stopped at thread ${three}, which the kernel refused; all its threads have their former affinity`,
    });
    expect(affinities([one, two, three, pid])).toEqual(before);
  });

  test('a thread of another process stops the plan, and is not touched', async () => {
    const { pid, tids } = await startThreads(1);
    const other = await startThreads(1);
    const [foreign = 0] = other.tids;
    const plan = planPinning({
      pid,
      mask: `${second}:${second}`,
      vcpuThreads: [...tids, foreign],
      hostCpus,
    });
    expect(thrownBy(() => applyPinning(plan))).toMatchObject({ code: 'THREAD_FOREIGN', pid, tid: foreign });
    expect(affinities([...tids, foreign])).toEqual([hostCpus, hostCpus]);
  });
});

describe('a process that is not the one of the plan', () => {
  test('is not touched when it started at another time', async () => {
    const { pid, tids } = await startThreads(1);
    const startTimeTicks = readStartTimeTicks(pid) - 1;
    const plan = planPinning({ pid, startTimeTicks, mask: String(second), vcpuThreads: [], hostCpus });
    expect(thrownBy(() => applyPinning(plan))).toMatchObject({ code: 'PROCESS_GONE', pid });
    expect(affinities([...tids, pid])).toEqual([hostCpus, hostCpus]);
  });

  test('is an error when it is gone', async () => {
    const { pid, kill } = await startThreads(0);
    await kill();
    const plan = planPinning({ pid, mask: String(second), vcpuThreads: [], hostCpus });
    expect(thrownBy(() => applyPinning(plan))).toMatchObject({ code: 'PROCESS_GONE', pid });
  });
});

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
