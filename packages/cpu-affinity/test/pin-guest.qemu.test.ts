import { expect, test } from 'vitest';

import { applyPinning, getAffinity, onlineCpus, planPinning, threadsOf } from '../src/index.ts';
import { startChild } from './child.ts';
import { noQemu, noSecondCpu, qemuBinary, skipBecauseOf, twoCpus } from './requirements.ts';

skipBecauseOf(noQemu(), noSecondCpu());

const [first, second] = twoCpus();

interface Guest {
  readonly pid: number;
  readonly vcpuThreads: number[];
  readonly iothread: number;
}

/** A stopped guest of two vCPUs and an iothread on a real QEMU. */
async function startGuest(): Promise<Guest> {
  const machine = ['-accel', 'tcg,thread=multi', '-smp', '2', '-S', '-nodefaults', '-display', 'none'];
  const threads = ['-name', 'pin-me,debug-threads=on', '-object', 'iothread,id=io0'];
  const { pid, line, ask } = await startChild(qemuBinary, [...machine, ...threads, '-qmp', 'stdio']);
  const greeting = await line();
  expect(greeting).toContain('"QMP"');
  const execute = async (command: string): Promise<Record<string, number>[]> =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- QEMU's own answer
    (JSON.parse(await ask(JSON.stringify({ execute: command }))) as { return: Record<string, number>[] })
      .return;
  await execute('qmp_capabilities');
  const vcpus = await execute('query-cpus-fast');
  const [iothread] = await execute('query-iothreads');
  return {
    pid,
    vcpuThreads: vcpus.map((vcpu) => vcpu['thread-id'] ?? 0),
    iothread: iothread?.['thread-id'] ?? 0,
  };
}

test('a mask for the whole guest moves every thread of QEMU, not only its main thread', async () => {
  const { pid, vcpuThreads } = await startGuest();
  const threads = threadsOf(pid);
  expect(threads.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['CPU 0/TCG', 'CPU 1/TCG', 'IO io0']),
  );
  const { pinned } = applyPinning(
    planPinning({ pid, mask: String(second), vcpuThreads, hostCpus: onlineCpus() }),
  );
  expect(pinned.length).toBeGreaterThanOrEqual(threads.length);
  for (const { tid } of threads) expect(getAffinity(tid)).toEqual([second]);
});

test('vCPUs, the iothread and the emulator go to CPUs of their own', async () => {
  const { pid, vcpuThreads, iothread } = await startGuest();
  const plan = planPinning({
    pid,
    mask: `${second}:all`,
    vcpuThreads,
    hostCpus: onlineCpus(),
    emulatorCpus: [first],
    iothreads: [{ tids: [iothread], cpus: [second] }],
  });
  applyPinning(plan);
  const [vcpu0 = 0, vcpu1 = 0] = vcpuThreads;
  expect(getAffinity(vcpu0)).toEqual([second]);
  expect(getAffinity(vcpu1)).toEqual(getAffinity(process.pid));
  expect(getAffinity(iothread)).toEqual([second]);
  const others = threadsOf(pid).filter(({ tid }) => ![...vcpuThreads, iothread].includes(tid));
  expect(others.length).toBeGreaterThan(0);
  for (const { tid } of others) expect(getAffinity(tid)).toEqual([first]);
});
