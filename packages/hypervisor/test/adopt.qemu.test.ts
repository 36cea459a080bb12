import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { defaultHvParams } from '@kvmkit/kvm-cmdline';
import { openRuntimeStore } from '@kvmkit/kvm-runtime-store';
import { connectQmp } from '@kvmkit/qmp-client';
import { describe, expect } from 'vitest';

import { openHypervisor } from '../src/index.ts';
import { images, makeImage, startedTiny, test, untilText, type Lab } from './support/lab.ts';
import { guestSays } from './support/linux-guest.ts';

const uuid = '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11';
const disk = { uuid: '000000d0-d15c-4000-8000-00000000abc0', id: 'disk-000000d0-d15c-4000' };

describeEachQemu('a guest that Ganeti has started', ({ binary }) => {
  test('is listed, adopted without noticing, locked as one of ours, given a disk, rebooted, and stopped', async ({
    lab,
  }) => {
    const pid = await startAsGaneti(lab, binary);
    expect(await lab.hypervisor.listInstances()).toEqual(['theirs']);
    expect(await lab.hypervisor.adoptInstance('theirs')).toEqual({ name: 'theirs', pid });
    expect(await lab.hypervisor.getInstanceInfo('theirs')).toMatchObject({ state: 'running', pid, uuid });

    const store = openRuntimeStore({ root: lab.root });
    expect(await store.guestExists('theirs')).toBe(true);
    await expect(lab.hypervisor.startInstance('theirs')).rejects.toMatchObject({ code: 'INSTANCE_RUNNING' });

    const added = { uuid: '000000d1-d15c-4000-8000-00000000abc1', link: await makeImage(lab, 'data') };
    const { hvinfo } = await lab.hypervisor.hotAddDevice('theirs', 'disk', added);
    expect(hvinfo).toMatchObject({ bus: 'pci.0', addr: '0xd' });
    const theirs = readFileSync(join(lab.root, 'conf/theirs.runtime'), 'utf8');
    expect(JSON.parse(theirs)[3]).toMatchObject([
      [{ uuid: disk.uuid }, expect.anything(), null],
      [{ uuid: added.uuid, hvinfo }, added.link, null],
    ]);

    const again = await lab.hypervisor.rebootInstance('theirs', { timeoutMs: 10_000 });
    expect(await lab.hypervisor.getInstanceInfo('theirs')).toMatchObject({
      state: 'running',
      pid: again.pid,
    });
    await using qmp = await connectQmp(join(lab.root, 'ctrl/theirs.qmp'));
    const disks = JSON.stringify(await qmp.execute('query-block'));
    expect(disks).toContain(disk.id);
    expect(disks).toContain(hvinfo.id);
    expect(await qmp.execute('qom-get', { path: '/machine', property: 'type' })).toBe(
      'pc-i440fx-5.2-machine',
    );
    expect(again.pid).not.toBe(pid);

    await lab.hypervisor.stopInstance('theirs', { force: true });
    expect(await lab.files()).toEqual([]);
  });

  test('is given a disk and a NIC, lets go of them, and Ganeti’s file says what ours does', async ({
    lab,
  }) => {
    const nics = join(lab.folder, 'nics');
    const nicScript = join(lab.folder, 'nic-script');
    writeFileSync(nicScript, `#!/bin/sh\necho "$ACTION $1" >>${nics}\n`, { mode: 0o755 });
    const hypervisor = openHypervisor({ root: lab.root, nicScript });
    await startAsGaneti(lab, binary, linux);
    const serial = await hypervisor.openConsole('theirs');
    await untilText(serial, 'GUEST-READY', 30_000);
    await hypervisor.adoptInstance('theirs');
    const listed = (): unknown[] =>
      JSON.parse(readFileSync(join(lab.root, 'conf/theirs.runtime'), 'utf8')).slice(1);
    const before = listed();

    const added = { uuid: '000000d1-d15c-4000-8000-00000000abc1', link: await makeImage(lab, 'data') };
    const nic = { uuid: '000000a1-01c0-4000-8000-00000000def1', mac: 'aa:00:00:35:d8:01' };
    await hypervisor.hotAddDevice('theirs', 'disk', added);
    await hypervisor.hotAddDevice('theirs', 'nic', nic);
    expect(listed()).toMatchObject([
      [{ mac: nic.mac, uuid: nic.uuid, hvinfo: { driver: 'virtio-net-pci' } }],
      {},
      [
        [{ uuid: disk.uuid }, expect.anything(), null],
        [{ uuid: added.uuid }, added.link, null],
      ],
    ]);
    const seen = 'until [ -e /sys/block/vdb -a -e /sys/class/net/eth0 ]; do sleep 0.01; done; echo both';
    await guestSays(serial, seen, 'both');
    await hypervisor.hotDelDevice('theirs', 'nic', { uuid: nic.uuid });
    await hypervisor.hotDelDevice('theirs', 'disk', { uuid: added.uuid });
    expect(listed()).toEqual(before);
    expect(readFileSync(nics, 'utf8')).toMatch(/^up (tap\d+)\ndown \1\n$/);
    serial.destroy();
    await hypervisor.stopInstance('theirs', { force: true });
    expect(await lab.files()).toEqual([]);
  });
});

const linux = [
  ['-kernel', join(images, 'linux/vmlinux')],
  ['-initrd', join(images, 'linux/initrd')],
  [
    '-append',
    'console=ttyS0 quiet panic=-1 nokaslr mitigations=off noreplace-smp no_timer_check tsc=reliable lpj=4000000 random.trust_cpu=on',
  ],
  ['-m', '128'],
];

describe('adoption', () => {
  test('gives a guest of ours its lock back after its root was wiped, as far as there is a record', async ({
    lab,
  }) => {
    const { pid } = await startedTiny(lab, 'ours');
    rmSync(join(lab.root, 'lock'), { recursive: true });
    const store = openRuntimeStore({ root: lab.root });
    expect(await store.guestExists('ours')).toBe(false);
    await lab.hypervisor.adoptInstance('ours');
    expect(await store.guestExists('ours')).toBe(true);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => store.guestExists('ours')).toBe(false);
  });

  test('is refused where nothing runs, and where nothing says what machine it is', async ({ lab }) => {
    await expect(lab.hypervisor.adoptInstance('nobody')).rejects.toMatchObject({
      code: 'INSTANCE_NOT_RUNNING',
    });
    await startedTiny(lab, 'unknown');
    rmSync(join(lab.root, 'conf'), { recursive: true });
    await expect(lab.hypervisor.adoptInstance('unknown')).rejects.toMatchObject({
      code: 'INSTANCE_UNKNOWN',
      message: expect.stringMatching(/says what machine it is; nothing was changed$/),
    });
    await lab.hypervisor.stopInstance('unknown', { force: true });
  });
});

/** What Ganeti 3 does: its runtime file, and its QEMU with two QMP monitors and no lock. */
async function startAsGaneti(
  lab: Lab,
  binary: string,
  more: readonly (readonly string[])[] = [],
): Promise<number> {
  const link = join(lab.folder, 'theirs.img');
  copyFileSync(join(images, 'tiny.img'), link);
  for (const folder of ['conf', 'ctrl', 'pid']) mkdirSync(join(lab.root, folder), { recursive: true });
  const control = (suffix: string): string =>
    `unix:${join(lab.root, 'ctrl', `theirs.${suffix}`)},server=on,wait=off`;
  const command = optionsOf([
    [binary],
    ['-name', 'theirs'],
    ['-m', 32],
    ['-smp', '1'],
    ['-pidfile', join(lab.root, 'pid/theirs')],
    ['-device', 'virtio-balloon'],
    ['-machine', 'pc-i440fx-5.2'],
    ['-monitor', control('monitor')],
    ['-serial', control('serial')],
    ['-display', 'none'],
    ['-uuid', uuid],
    ...more,
  ]);
  const hvparams = {
    ...defaultHvParams,
    kvm_path: binary,
    kernel_path: '',
    kvm_flag: 'disabled',
    vhost_net: false,
  };
  const hvinfo = { driver: 'virtio-blk-pci', id: disk.id, bus: 'pci.0', addr: '0xc' };
  const entry = {
    dev_type: 'file',
    logical_id: ['file', link],
    size: 1,
    mode: 'rw',
    params: {},
    uuid: disk.uuid,
    hvinfo,
  };
  const runtime = [command, [], hvparams, [[entry, link, null]]];
  writeFileSync(join(lab.root, 'conf/theirs.runtime'), `${JSON.stringify(runtime)}\n`);

  const executed = optionsOf([
    ['-qmp', control('qmp')],
    ['-qmp', control('kvmd')],
    ['-accel', 'tcg'],
    ['-blockdev', `driver=raw,node-name=${disk.id},file.driver=file,file.filename=${link}`],
    ['-device', `virtio-blk-pci,id=${disk.id},bus=pci.0,addr=0xc,drive=${disk.id}`],
  ]);
  const [program = '', ...args] = [...command, ...executed].map(String);
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.unref();
  const qmp = await connectQmp(join(lab.root, 'ctrl/theirs.qmp'), { waitForSocket: true, timeoutMs: 10_000 });
  await qmp.execute('query-status');
  await qmp.close();
  return child.pid ?? 0;
}

function optionsOf(options: readonly (readonly (string | number)[])[]): (string | number)[] {
  return options.flat();
}
