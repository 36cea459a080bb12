import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { connectQmp } from '@kvmkit/qmp-client';
import { describe, expect, onTestFinished } from 'vitest';

import { startedTiny, test } from './support/lab.ts';

describeEachQemu('a root that was wiped under a running guest', ({ binary }) => {
  test('hides it from nobody: it is named, told to be out of reach, started no second time, and stopped', async ({
    lab,
  }) => {
    const { pid } = await startedTiny(lab, 'wiped', { kvm_path: binary });
    for (const folder of ['conf', 'ctrl', 'pid', 'lock', 'log'])
      rmSync(join(lab.root, folder), { recursive: true });
    expect(await lab.hypervisor.listInstances()).toEqual(['wiped']);
    expect(await lab.hypervisor.getAllInstancesInfo()).toMatchObject([
      { name: 'wiped', pid, state: 'unreachable', reason: expect.stringMatching(/can not be reached/) },
    ]);
    await expect(lab.hypervisor.startInstance(await lab.tiny('wiped'))).rejects.toMatchObject({
      code: 'INSTANCE_RUNNING',
      message: expect.stringContaining(`process ${pid}`),
    });
    await expect(lab.hypervisor.cleanupInstance('wiped')).rejects.toMatchObject({ code: 'INSTANCE_RUNNING' });
    await expect(lab.hypervisor.pauseInstance('wiped')).rejects.toMatchObject({
      code: 'MONITOR_UNREACHABLE',
    });
    expect(await lab.hypervisor.stopInstance('wiped', { force: true })).toMatchObject({ by: 'SIGTERM' });
    expect(await lab.processes()).toEqual([]);
    expect(await lab.files()).toEqual([]);
  });
});

describe('a guest whose pid file was wiped', () => {
  test('is paused and goes on as before: it is found by its command line', async ({ lab }) => {
    await startedTiny(lab, 'wiped');
    rmSync(join(lab.root, 'pid'), { recursive: true });
    await lab.hypervisor.pauseInstance('wiped');
    expect(await lab.hypervisor.getInstanceInfo('wiped')).toMatchObject({ state: 'paused' });
    await lab.hypervisor.resumeInstance('wiped');
    expect(await lab.hypervisor.getInstanceInfo('wiped')).toMatchObject({ state: 'running' });
  });
});

describeEachQemu('a monitor that another client holds', ({ binary }) => {
  test('is passed over for the next', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'held', { kvm_path: binary });
    await using held = new AsyncDisposableStack();
    held.use(await connectQmp(join(lab.root, 'ctrl/held.qmp')));
    expect(await lab.hypervisor.getInstanceInfo('held')).toMatchObject({ state: 'running', pid });
  });
});

describe('a guest whose monitors are all held', () => {
  test('is told from a dead one, and stopped by signals', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'held');
    await using held = new AsyncDisposableStack();
    for (const monitor of ['qmp', 'job', 'kvmd']) {
      held.use(await connectQmp(join(lab.root, `ctrl/held.${monitor}`)));
    }
    expect(await lab.hypervisor.getInstanceInfo('held')).toMatchObject({
      state: 'unreachable',
      pid,
      reason: expect.stringMatching(/other clients hold them/),
    });
    expect(await lab.hypervisor.stopInstance('held', { timeoutMs: 100 })).toMatchObject({ by: 'SIGTERM' });
  });

  test('never delays what is said of the other guests by more than its own deadline', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'stuck');
    await lab.hypervisor.startInstance(await lab.tiny('lively'), {
      startupPaused: true,
    });
    process.kill(pid, 'SIGSTOP');
    const infos = await lab.hypervisor.getAllInstancesInfo();
    expect(infos.map(({ name, state }) => [name, state])).toEqual([
      ['lively', 'prelaunch'],
      ['stuck', 'unreachable'],
    ]);
    process.kill(pid, 'SIGCONT');
  });
});

describe('a pid that was given to another process', () => {
  test('is not taken for the guest, and not signalled', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'reused');
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    onTestFinished(async () => {
      stranger.kill('SIGKILL');
      if (stranger.exitCode === null && stranger.signalCode === null) await once(stranger, 'exit');
    });
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => lab.processes()).toEqual([]);
    mkdirSync(join(lab.root, 'pid'), { recursive: true });
    writeFileSync(join(lab.root, 'pid/reused'), `${stranger.pid}\n`);
    expect(await lab.hypervisor.listInstances()).toEqual([]);
    expect(await lab.hypervisor.getInstanceInfo('reused')).toMatchObject({
      state: 'crashed',
      pid: undefined,
    });
    await lab.hypervisor.stopInstance('reused', { force: true });
    expect(execFileSync('ps', ['-o', 'comm=', '-p', String(stranger.pid)], { encoding: 'utf8' }).trim()).toBe(
      'sleep',
    );
  });
});

describe('a record that can not be read', () => {
  test('is told as such of its instance, and keeps nobody from knowing the others', async ({ lab }) => {
    await lab.hypervisor.startInstance(await lab.tiny('good'), { startupPaused: true });
    writeFileSync(join(lab.root, 'conf/bad.json'), '{');
    const infos = await lab.hypervisor.getAllInstancesInfo();
    expect(infos.map(({ name, state }) => [name, state])).toEqual([
      ['bad', 'stopped'],
      ['good', 'prelaunch'],
    ]);
    expect(infos[0]?.reason).toMatch(/bad\.json/);
  });
});
