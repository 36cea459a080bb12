import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { connectQmp } from '@kvmkit/qmp-client';
import { describe, expect } from 'vitest';

import { KvmHypervisor, openHypervisor, type InstanceSpecInput } from '../src/index.ts';
import { openContext } from '../src/open-context.ts';
import { images, startedTiny, test, untilText, type Lab } from './support/lab.ts';

const paused = { startupPaused: true };
// Of no entry anywhere, and of no other run of the tests, so that nothing else runs under them.
const firstUid = 3_000_000 + 4 * process.pid;
const pool = `${firstUid}-${firstUid + 2}`;

describeEachQemu('what a start does on the host', ({ binary }) => {
  test('VNC takes its password from the file, and no argument, record or log has it', async ({ lab }) => {
    const file = join(lab.folder, 'secret');
    writeFileSync(file, 'vnc secret\n');
    const instance = {
      ...(await tiny(lab, { vnc_bind_address: '127.0.0.1', vnc_password_file: file })),
      network_port: 15_999,
    };
    const { pid } = await lab.hypervisor.startInstance(instance, paused);
    await using qmp = await connectQmp(join(lab.root, 'ctrl/one.qmp'));
    expect(await qmp.execute('query-vnc')).toMatchObject({ enabled: true, auth: 'vnc' });
    expect(await vncSecurityTypes(15_999)).toEqual([2]);
    const written = [
      readFileSync(`/proc/${pid}/cmdline`),
      ...(await lab.files()).filter(isPlain).map((name) => readFileSync(join(lab.root, name))),
    ];
    expect(written.filter((text) => text.includes('vnc secret'))).toEqual([]);
  });

  test('cpu_mask pins every thread of QEMU', async ({ lab }) => {
    const { pid } = await lab.hypervisor.startInstance(await tiny(lab, { cpu_mask: '0' }), paused);
    const threads = readdirSync(`/proc/${pid}/task`);
    expect(threads.length).toBeGreaterThan(1);
    for (const tid of threads) {
      expect(readFileSync(`/proc/${pid}/task/${tid}/status`, 'utf8')).toMatch(/^Cpus_allowed_list:\t0$/m);
    }
  });

  test('cpu_mask with a mask for each vCPU pins each to its own', async ({ lab }) => {
    const instance = { ...(await tiny(lab, { cpu_mask: '0:1' })), beparams: { maxmem: 32, vcpus: 2 } };
    await lab.hypervisor.startInstance(instance, paused);
    await using qmp = await connectQmp(join(lab.root, 'ctrl/one.qmp'));
    const cpus = await qmp.execute('query-cpus-fast');
    const allowed = cpus.map(
      (cpu) =>
        /^Cpus_allowed_list:\t(.*)$/m.exec(readFileSync(`/proc/${cpu['thread-id']}/status`, 'utf8'))?.[1],
    );
    expect(allowed).toEqual(['0', '1']);
  });

  test('no cpu_mask, as any setting that is not set, leaves QEMU to the scheduler', async ({ lab }) => {
    const { pid } = await lab.hypervisor.startInstance(await tiny(lab, { cpu_mask: '' }), paused);
    const allowed = /^Cpus_allowed_list:.*$/m;
    const [ours, its] = ['self', pid].map((who) => readFileSync(`/proc/${who}/status`, 'utf8'));
    expect(allowed.exec(its ?? '')?.[0]).toBe(allowed.exec(ours ?? '')?.[0]);
  });

  test('use_chroot leaves QEMU an empty folder for its root, which is removed with it', async ({ lab }) => {
    const { pid } = await lab.hypervisor.startInstance(await tiny(lab, { use_chroot: true }), paused);
    expect(readlinkSync(`/proc/${pid}/root`)).toBe(join(lab.root, 'chroot/one'));
    await lab.hypervisor.stopInstance('one');
    expect(readdirSync(join(lab.root, 'chroot'))).toEqual([]);
  });

  test('security_model user makes QEMU that user', async ({ lab }) => {
    const instance = await tiny(lab, { security_model: 'user', security_domain: 'nobody' });
    const { pid } = await lab.hypervisor.startInstance(instance, paused);
    expect(userOf(pid)).toBe(Number(execFileSync('id', ['-u', 'nobody'])));
    expect(await lab.hypervisor.stopInstance('one')).toMatchObject({ by: 'quit' });
    expect(await lab.files()).toEqual([]);
  });

  test('security_model pool gives each guest a uid of its own, and takes it back', async ({ lab }) => {
    const hypervisor = openHypervisor({ root: lab.root, uidPool: pool });
    const start = async (name: string): Promise<number> => {
      const instance = await lab.tiny(name, { kvm_path: binary, security_model: 'pool', use_chroot: true });
      return userOf((await hypervisor.startInstance(instance, paused)).pid);
    };
    expect([await start('one'), await start('two')]).toEqual([firstUid, firstUid + 1]);
    expect(readFileSync(join(lab.root, 'uid/one'), 'utf8').trim()).toBe(String(firstUid));
    await hypervisor.stopInstance('one', { force: true });
    expect(await start('three')).toBe(firstUid);
    expect(await start('four')).toBe(firstUid + 2);
    await expect(start('five')).rejects.toMatchObject({ code: 'UID_POOL_EXHAUSTED' });
    expect(await hypervisor.getInstanceInfo('five')).toBeUndefined();
    for (const name of ['two', 'three', 'four']) await hypervisor.stopInstance(name, { force: true });
    expect(await lab.files()).toEqual([]);
  });

  async function tiny(lab: Lab, hvparams: InstanceSpecInput['hvparams'] = {}): Promise<InstanceSpecInput> {
    return lab.tiny('one', { kvm_path: binary, ...hvparams });
  }
});

describeEachQemu('reboot', ({ binary }) => {
  test('waits for the guest to power off and starts the same machine again', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'one', { kvm_path: binary });
    const before = recordIn(lab);
    const again = await lab.hypervisor.rebootInstance('one');
    expect(again.pid).not.toBe(pid);
    expect(recordIn(lab)).toEqual(before);
    expect(await lab.hypervisor.getInstanceInfo('one')).toMatchObject({ state: 'running', pid: again.pid });
    expect(await lab.processes()).toEqual([again.pid]);
  });

  test('a guest that ignores its power button is rebooted after the deadline', async ({ lab }) => {
    const { pid, serial } = await startedTiny(lab, 'one', { kvm_path: binary });
    serial.write('x');
    serial.write('e');
    await untilText(serial, 'ok');
    const again = await lab.hypervisor.rebootInstance('one', { timeoutMs: 200 });
    expect(again.pid).not.toBe(pid);
  });

  test('reset presses the reset button of the same QEMU', async ({ lab }) => {
    const { pid, serial } = await startedTiny(lab, 'one', { kvm_path: binary });
    await lab.hypervisor.resetInstance('one');
    await untilText(serial, 'TINY');
    expect(await lab.hypervisor.getInstanceInfo('one')).toMatchObject({ state: 'running', pid });
  });
});

test('a guest of which the host has not all the memory is asked for the rest before it runs', async ({
  lab,
}) => {
  const context = openContext({ root: lab.root });
  const host = { ...context.host, availableMemoryMiB: () => Promise.resolve(112) };
  const hypervisor = new KvmHypervisor({ ...context, host });
  const good = await lab.tiny('one', {
    kernel_path: join(images, 'linux/vmlinux'),
    initrd_path: join(images, 'linux/initrd'),
    kernel_args: 'quiet panic=-1 noreplace-smp no_timer_check tsc=reliable lpj=4000000',
  });
  await hypervisor.startInstance({ ...good, beparams: { minmem: 96, maxmem: 128 } }, paused);
  await using qmp = await connectQmp(join(lab.root, 'ctrl/one.qmp'));
  const changes = qmp.subscribe(['BALLOON_CHANGE']);
  await qmp.execute('cont');
  for await (const { data } of changes) if (data.actual === 112 * 2 ** 20) break;
  expect(await hypervisor.getInstanceInfo('one')).toMatchObject({ memoryMiB: 112 });
});

test('a scope of systemd becomes QEMU itself: the same process, with all that it inherits', async ({
  lab,
}) => {
  const context = openContext({ root: lab.root });
  // What systemd-run does once the scope is there: it becomes the program (`exec`).
  const prefix = ['/bin/sh', '-c', 'exec "$@"', 'scope'];
  const host = { ...context.host, controlGroup: () => Promise.resolve({ kind: 'scope', prefix } as const) };
  const hypervisor = new KvmHypervisor({ ...context, host });
  const { pid } = await hypervisor.startInstance(await lab.tiny('scoped'), paused);
  expect(await hypervisor.getInstanceInfo('scoped')).toMatchObject({ state: 'prelaunch', pid });
  expect(readlinkSync(`/proc/${pid}/exe`)).toMatch(/qemu-system/);
  await expect(hypervisor.startInstance('scoped')).rejects.toMatchObject({ code: 'INSTANCE_RUNNING' });
});

describe('a guest that ended by itself', () => {
  test('is started again by its name, from its record', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'one');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => lab.processes()).toEqual([]);
    const again = await lab.hypervisor.startInstance('one');
    expect(await lab.hypervisor.getInstanceInfo('one')).toMatchObject({ state: 'running', pid: again.pid });
  });

  test('keeps its record when it can not be started again', async ({ lab }) => {
    const { pid } = await startedTiny(lab, 'one');
    process.kill(pid, 'SIGKILL');
    writeFileSync(join(lab.folder, 'one.img'), '');
    await lab.hypervisor.cleanupInstance('nobody');
    await expect(lab.hypervisor.startInstance('one', { readyTimeoutMs: 1 })).rejects.toMatchObject({
      code: 'QEMU_EXITED',
      message: expect.stringMatching(/one does not run; its record is kept$/),
    });
    expect(await lab.hypervisor.getInstanceInfo('one')).toMatchObject({ state: 'stopped' });
  });

  test('is unknown where there is no record', async ({ lab }) => {
    await expect(lab.hypervisor.startInstance('nobody')).rejects.toMatchObject({ code: 'INSTANCE_UNKNOWN' });
    await expect(lab.hypervisor.rebootInstance('nobody')).rejects.toMatchObject({
      code: 'INSTANCE_NOT_RUNNING',
    });
  });
});

function recordIn(lab: Lab): unknown {
  return JSON.parse(readFileSync(join(lab.root, 'conf/one.json'), 'utf8')).record;
}

function isPlain(name: string): boolean {
  return !name.startsWith('ctrl/');
}

function userOf(pid: number): number {
  return Number(/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** What an RFB server offers, after both sides have said that they speak 3.8: 1 is none, 2 a password. */
async function vncSecurityTypes(port: number): Promise<number[]> {
  const socket = connect(port, '127.0.0.1');
  try {
    await untilText(socket, '\n');
    socket.write('RFB 003.008\n');
    for await (const chunk of socket) return [...(chunk as Buffer)].slice(1);
    return [];
  } finally {
    socket.destroy();
  }
}
