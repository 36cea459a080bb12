import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect } from 'vitest';

import { InstanceError } from '../src/index.ts';
import { processField, startedTiny, test, untilEnd, untilText } from './support/lab.ts';

describe('start', () => {
  test('a started guest runs, is listed, and tells its state, memory and processors over QMP', async ({
    lab,
  }) => {
    const { pid } = await startedTiny(lab, 'one');
    expect(await lab.hypervisor.listInstances()).toEqual(['one']);
    expect(await lab.hypervisor.getInstanceInfo('one')).toMatchObject({
      name: 'one',
      state: 'running',
      pid,
      memoryMiB: 32,
      vcpus: 1,
      accelerator: 'tcg',
    });
  });

  test('a guest started paused has not executed an instruction and runs when it is resumed', async ({
    lab,
  }) => {
    await lab.hypervisor.startInstance(await lab.tiny('frozen'), { startupPaused: true });
    expect(await lab.hypervisor.getInstanceInfo('frozen')).toMatchObject({ state: 'prelaunch' });
    const serial = await lab.hypervisor.openConsole('frozen');
    await lab.hypervisor.resumeInstance('frozen');
    await untilText(serial, 'TINY');
    expect(await lab.hypervisor.getInstanceInfo('frozen')).toMatchObject({ state: 'running' });
  });

  test('-S among the extra options leaves the guest frozen too', async ({ lab }) => {
    await lab.hypervisor.startInstance(await lab.tiny('frozen', { kvm_extra: '-S' }));
    expect(await lab.hypervisor.getInstanceInfo('frozen')).toMatchObject({ state: 'prelaunch' });
  });

  test('QEMU has a session and process group of its own and is confined by seccomp', async ({ lab }) => {
    const { pid } = await lab.hypervisor.startInstance(await lab.tiny('own'), { startupPaused: true });
    expect(processField(pid, 'sid')).toBe(pid);
    expect(processField(pid, 'pgid')).toBe(pid);
    expect(processField(pid, 'seccomp')).toBe(2);
  });

  test('the record is durable before QEMU runs and names the versioned machine type, not its alias', async ({
    lab,
  }) => {
    await lab.hypervisor.startInstance(await lab.tiny('kept', { machine_version: 'pc' }), {
      startupPaused: true,
    });
    const text = await readFile(`${lab.root}/conf/kept.json`, 'utf8');
    expect(text).toMatch(/"machineType": "pc-i440fx-\d+\.\d+"/);
    expect((await stat(`${lab.root}/conf/kept.json`)).mode & 0o777).toBe(0o600);
    expect((await stat(`${lab.root}/conf`)).mode & 0o777).toBe(0o700);
  });

  test('starting a running instance is refused and leaves it running', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'twice');
    const again = lab.hypervisor.startInstance(await lab.tiny('twice'));
    await expect(again).rejects.toThrow(InstanceError);
    await expect(again).rejects.toMatchObject({
      code: 'INSTANCE_RUNNING',
      message: expect.stringContaining(`process ${pid}`),
    });
    expect(await lab.hypervisor.getInstanceInfo('twice')).toMatchObject({ state: 'running', pid });
  });

  test('of many starts at the same moment one wins and the others are refused', async ({ lab }) => {
    const specification = await lab.tiny('race');
    const starts = Array.from({ length: 4 }, () =>
      lab.hypervisor.startInstance(specification, { startupPaused: true }),
    );
    const results = await Promise.allSettled(starts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'INSTANCE_RUNNING' });
    }
    expect(await lab.processes()).toHaveLength(1);
  });

  test('an instance whose guest powered off by itself can be started again', async ({ lab }) => {
    const { serial } = await startedTiny(lab, 'again');
    serial.write('q');
    await untilEnd(serial);
    await lab.hypervisor.stopInstance('again');
    const { pid } = await startedTiny(lab, 'again');
    expect(await lab.hypervisor.getInstanceInfo('again')).toMatchObject({ state: 'running', pid });
  });
});

describe('stop', () => {
  test('a guest that answers its power button is stopped by it, and nothing is left', async ({ lab }) => {
    await startedTiny(lab, 'polite');
    expect(await lab.hypervisor.stopInstance('polite')).toEqual({
      name: 'polite',
      by: 'power-button',
      warnings: [],
    });
    expect(await lab.files()).toEqual([]);
    expect(await lab.processes()).toEqual([]);
    expect(await lab.hypervisor.getInstanceInfo('polite')).toBeUndefined();
  });

  test('a guest that ignores its power button is forced off after the deadline', async ({ lab }) => {
    const { serial } = await startedTiny(lab, 'deaf');
    serial.write('x');
    serial.write('e');
    await untilText(serial, 'ok');
    expect(await lab.hypervisor.stopInstance('deaf', { timeoutMs: 300 })).toMatchObject({ by: 'quit' });
    expect(await lab.files()).toEqual([]);
  });

  test('a forced stop does not ask the guest', async ({ lab }) => {
    await startedTiny(lab, 'forced');
    expect(await lab.hypervisor.stopInstance('forced', { force: true })).toMatchObject({ by: 'quit' });
  });

  test('a guest without ACPI has no button to press and is ended by quit', async ({ lab }) => {
    await lab.hypervisor.startInstance(await lab.tiny('plain', { acpi: false }), { startupPaused: true });
    expect(await lab.hypervisor.stopInstance('plain')).toMatchObject({ by: 'quit' });
  });

  test('stopping what does not run is done at once, and twice is the same as once', async ({ lab }) => {
    expect(await lab.hypervisor.stopInstance('nobody')).toEqual({
      name: 'nobody',
      by: 'not-running',
      warnings: [],
    });
    expect(await lab.hypervisor.stopInstance('nobody')).toEqual({
      name: 'nobody',
      by: 'not-running',
      warnings: [],
    });
    expect(await lab.files()).toEqual([]);
  });

  test('two stops at the same moment both succeed', async ({ lab }) => {
    await startedTiny(lab, 'both');
    const outcomes = await Promise.all([
      lab.hypervisor.stopInstance('both'),
      lab.hypervisor.stopInstance('both'),
    ]);
    expect(outcomes.map(({ by }) => by).sort()).toEqual(['not-running', 'power-button']);
  });
});

describe('the rest of a life', () => {
  test('pause freezes and resume goes on; both can be said twice', async ({ lab }) => {
    await startedTiny(lab, 'still');
    for (const state of ['paused', 'paused'] as const) {
      await lab.hypervisor.pauseInstance('still');
      expect(await lab.hypervisor.getInstanceInfo('still')).toMatchObject({ state });
    }
    await lab.hypervisor.resumeInstance('still');
    await lab.hypervisor.resumeInstance('still');
    expect(await lab.hypervisor.getInstanceInfo('still')).toMatchObject({ state: 'running' });
  });

  test('a guest that powered off by itself is stopped, with its record, until it is cleaned up', async ({
    lab,
  }) => {
    const { serial } = await startedTiny(lab, 'done');
    serial.write('q');
    await untilEnd(serial);
    // Its lock is given back a moment after its serial port.
    await expect.poll(async () => (await lab.hypervisor.getInstanceInfo('done'))?.state).toBe('stopped');
    expect(await lab.files()).toContain('conf/done.json');
    await lab.hypervisor.cleanupInstance('done');
    expect(await lab.files()).toEqual([]);
  });

  test('cleaning up a living guest is refused and leaves it running', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'alive');
    await expect(lab.hypervisor.cleanupInstance('alive')).rejects.toMatchObject({ code: 'INSTANCE_RUNNING' });
    expect(await lab.hypervisor.getInstanceInfo('alive')).toMatchObject({ state: 'running', pid });
  });

  test('what needs a guest says so when there is none', async ({ lab }) => {
    const refusal = { code: 'INSTANCE_NOT_RUNNING', message: expect.stringContaining('ghost') };
    await expect(lab.hypervisor.pauseInstance('ghost')).rejects.toMatchObject(refusal);
    await expect(lab.hypervisor.openConsole('ghost')).rejects.toMatchObject(refusal);
    expect(await lab.files()).toEqual([]);
  });

  test('the console carries bytes both ways', async ({ lab }) => {
    const { serial } = await startedTiny(lab, 'talk');
    serial.write('e');
    expect(await untilText(serial, 'ok')).toContain('ok');
  });

  test('an instance whose record is damaged hides no other', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'damaged');
    await startedTiny(lab, 'well');
    await writeFile(join(lab.root, 'conf', 'damaged.json'), '{');
    const states = (await lab.hypervisor.getAllInstancesInfo()).map(({ name, state }) => [name, state]);
    expect(states).toEqual([
      ['damaged', 'running'],
      ['well', 'running'],
    ]);
    const stopped = await lab.hypervisor.stopInstance('damaged', { force: true });
    expect(stopped.by).not.toBe('not-running');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect((await lab.files()).filter((file) => file.includes('damaged'))).toEqual([
      expect.stringMatching(/^conf\/damaged\.json\.corrupt-/),
    ]);
  });

  test('a QEMU that does not answer is reported as unreachable, and the others are not held up', async ({
    lab,
  }) => {
    const { pid } = await startedTiny(lab, 'stuck');
    await startedTiny(lab, 'well');
    process.kill(pid, 'SIGSTOP');
    const states = (await lab.hypervisor.getAllInstancesInfo()).map(({ name, state }) => [name, state]);
    expect(states).toEqual([
      ['stuck', 'unreachable'],
      ['well', 'running'],
    ]);
  });
});
