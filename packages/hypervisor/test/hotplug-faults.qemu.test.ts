import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openRuntimeStore, readTapFiles, type RuntimeRecord } from '@kvmkit/kvm-runtime-store';
import { connectQmp } from '@kvmkit/qmp-client';
import { describe, expect } from 'vitest';

import { noteIntent } from '../src/hotplug/hotplug-intent.ts';
import { openHypervisor, type InstanceSpecInput, type KvmHypervisor } from '../src/index.ts';
import { makeImage, startedTiny, test, type Lab } from './support/lab.ts';
import { guestSays, startedLinux } from './support/linux-guest.ts';

const disk = '000000d1-d15c-4000-8000-00000000abc1';
const nics = ['1', '2', '3'].map((number) => ({
  uuid: `000000a${number}-01c0-4000-8000-00000000def1`,
  mac: `aa:00:00:35:d8:0${number}`,
}));
const [nic = { uuid: '', mac: '' }] = nics;

describe('a disk that can not be added leaves nothing', () => {
  test('when all slots are taken', async ({ lab }) => {
    await startedTiny(lab, 'one', { kvm_pci_reservations: 31 });
    const adding = lab.hypervisor.hotAddDevice('one', 'disk', {
      uuid: disk,
      link: await makeImage(lab, 'data'),
    });
    await expect(adding).rejects.toMatchObject({ code: 'BUS_FULL' });
    await expectUnchanged(lab);
  });

  test('when its image has vanished', async ({ lab }) => {
    await startedTiny(lab, 'one');
    const adding = lab.hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link: '/nowhere/at/all' });
    await expect(adding).rejects.toMatchObject({
      code: 'SPECIFICATION_INVALID',
      message: expect.stringContaining('/nowhere/at/all'),
    });
    await expectUnchanged(lab);
  });

  test('when its image can not be opened for writing', async ({ lab }) => {
    await startedTiny(lab, 'one');
    // A program that runs (ETXTBSY).
    const adding = lab.hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link: process.execPath });
    await expect(adding).rejects.toMatchObject({
      code: 'HOTPLUG_FAILED',
      step: 'open',
      message: expect.stringMatching(
        /^hot-add of disk-000000d1-d15c-4000 \(pci.0 0xd\) of one failed at open: ETXTBSY.*; nothing of it is left$/,
      ),
    });
    await expectUnchanged(lab);
  });

  test('when somebody else has locked its image', async ({ lab }) => {
    await startedTiny(lab, 'one');
    const adding = lab.hypervisor.hotAddDevice('one', 'disk', {
      uuid: disk,
      link: join(lab.folder, 'one.img'),
    });
    await expect(adding).rejects.toMatchObject({
      code: 'HOTPLUG_FAILED',
      instance: 'one',
      device: expect.stringContaining('disk-000000d1-d15c-4000'),
      step: 'device_add',
      message: expect.stringContaining('lock'),
    });
    await expectUnchanged(lab);
  });

  test('when there is one of its UUID, or its type is none that can be plugged', async ({ lab }) => {
    const link = await makeImage(lab, 'data');
    await startedTiny(lab, 'one', { disk_type: 'ide', nic_type: 'ne2k_isa', kvm_pci_reservations: 12 });
    const { hypervisor } = lab;
    for (const change of [
      () => hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link }),
      () => hypervisor.hotAddDevice('one', 'nic', nic),
      () => hypervisor.hotDelDevice('one', 'disk', { uuid: disk }),
      () => hypervisor.verifyHotplugSupport('one', 'hotadd', 'nic'),
      () => hypervisor.hotModDevice('one', 'disk', { uuid: disk, link }),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: 'HOTPLUG_UNSUPPORTED' });
    }
    await expect(hypervisor.hotplugSupported('one')).resolves.toBeUndefined();
    await expectUnchanged(lab);
    await hypervisor.stopInstance('one', { force: true });
    await startedTiny(lab, 'one');
    const [first] = (await recordOf(lab)).runtime.instance.disks;
    const again = hypervisor.hotAddDevice('one', 'disk', { uuid: first?.uuid ?? '', link });
    await expect(again).rejects.toMatchObject({ code: 'DEVICE_PRESENT' });
    const unknown = hypervisor.hotDelDevice('one', 'disk', { uuid: disk });
    await expect(unknown).rejects.toMatchObject({ code: 'DEVICE_UNKNOWN' });
    await expect(hypervisor.hotplugSupported('two')).rejects.toMatchObject({ code: 'INSTANCE_NOT_RUNNING' });
  });
});

test('two disks that are added at once get a place each', async ({ lab }) => {
  await startedTiny(lab, 'one');
  const other = '000000d2-d15c-4000-8000-00000000abc2';
  const [one, two] = await Promise.all([makeImage(lab, 'one data'), makeImage(lab, 'other data')]);
  const added = await Promise.all([
    lab.hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link: one }),
    lab.hypervisor.hotAddDevice('one', 'disk', { uuid: other, link: two }),
  ]);
  expect(new Set(added.map(({ hvinfo }) => hvinfo.addr))).toEqual(new Set(['0xd', '0xe']));
  expect((await recordOf(lab)).runtime.instance.disks).toHaveLength(3);
});

test('a disk has the id and the place that it is given, as those of old guests have, and is found by them', async ({
  lab,
}) => {
  await startedTiny(lab, 'one', { disk_type: 'scsi-hd' });
  const hvinfo = { id: 'hotdisk-000000d1-scsi-5', bus: 'scsi.0', channel: 0, 'scsi-id': 5, lun: 0 };
  const device = { uuid: disk, link: await makeImage(lab, 'data'), hvinfo };
  expect(await lab.hypervisor.hotAddDevice('one', 'disk', device)).toMatchObject({ hvinfo });
  expect(await lab.hypervisor.hotDelDevice('one', 'disk', { uuid: disk })).toMatchObject({ hvinfo });
});

describe('a device that the guest keeps', () => {
  test('stays, as is said at once of a guest that is frozen', async ({ lab }) => {
    await startedTiny(lab, 'one');
    await lab.hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link: await makeImage(lab, 'data') });
    await lab.hypervisor.pauseInstance('one');
    await expect(lab.hypervisor.hotDelDevice('one', 'disk', { uuid: disk })).rejects.toMatchObject({
      code: 'UNPLUG_REFUSED',
      message: expect.stringContaining('the guest is paused'),
    });
    expect((await recordOf(lab)).runtime.instance.disks).toHaveLength(2);
  });

  test('stays when the time is over, and goes with the next change after the guest has let go of it', async ({
    lab,
  }) => {
    const { hypervisor } = lab;
    await startedTiny(lab, 'one');
    await hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link: await makeImage(lab, 'data') });
    await expect(
      hypervisor.hotDelDevice('one', 'disk', { uuid: disk }, { timeoutMs: 50 }),
    ).rejects.toMatchObject({
      code: 'UNPLUG_PENDING',
      message: expect.stringMatching(
        /within 50 ms; it may still; then the next change of one takes away the rest$/,
      ),
    });
    expect((await recordOf(lab)).runtime.instance.disks).toHaveLength(2);
    {
      await using qmp = await connectQmp(join(lab.root, 'ctrl/one.qmp'));
      using deleted = qmp.subscribe(
        ['DEVICE_DELETED'],
        ({ data }) => data.device === 'disk-000000d1-d15c-4000',
      );
      // What this guest never does, a reset of the machine does.
      await qmp.execute('system_reset');
      await deleted.next({ timeoutMs: 10_000 });
    }
    await hypervisor.hotAddDevice('one', 'disk', {
      uuid: '000000d2-d15c-4000-8000-00000000abc2',
      link: await makeImage(lab, 'other data'),
    });
    expect((await recordOf(lab)).runtime.instance.disks.map(({ uuid }) => uuid)).not.toContain(disk);
    expect(existsSync(join(lab.root, 'journal/one'))).toBe(false);
  });
});

describe('NICs', () => {
  test('are numbered by their order, also when one is put before the others, and each keeps its tap', async ({
    lab,
  }) => {
    const { hypervisor, serial } = await startedLinux(lab, {});
    for (const one of nics) await hypervisor.hotAddDevice('one', 'nic', one, {}, 0);
    await guestSays(
      serial,
      `until [ -e /sys/class/net/eth2 ]; do sleep 0.01; done; echo all there`,
      'all there',
    );
    const taps = await tapsOf(lab);
    const [second, first] = taps.values();
    await hypervisor.hotDelDevice('one', 'nic', nics[2] ?? nic);
    expect(await tapsOf(lab)).toEqual(
      new Map([
        [0, first],
        [1, [...taps.values()][2]],
      ]),
    );
    expect(second).not.toBe(first);
    const renamed = { ...nic, mac: 'aa:00:00:35:d8:0f' };
    const { hvinfo } = await hypervisor.hotModDevice('one', 'nic', renamed);
    expect((await recordOf(lab)).runtime.instance.nics.map(({ mac }) => mac)).toEqual([
      nics[1]?.mac,
      renamed.mac,
    ]);
    expect((await recordOf(lab)).runtime.placement.nics[1]?.id).toBe(hvinfo.id);
    await guestSays(
      serial,
      `until grep d8:0f /sys/class/net/*/address; do sleep 0.01; done`,
      'aa:00:00:35:d8:0f',
    );
  });

  test('of which another MAC can not be connected are put back as they were', async ({ lab }) => {
    const { serial } = await startedLinux(lab, {});
    const hypervisor = await withScript(lab);
    await hypervisor.hotAddDevice('one', 'nic', nic);
    await guestSays(serial, `until [ -e /sys/class/net/eth0 ]; do sleep 0.01; done; echo there`, 'there');
    const renamed = { ...nic, mac: 'aa:00:00:35:d8:0f', nicparams: { link: 'bad' } };
    await expect(hypervisor.hotModDevice('one', 'nic', renamed)).rejects.toMatchObject({
      code: 'HOTPLUG_FAILED',
      step: 'putting it in again',
      message: expect.stringMatching(/; it was put back as it was$/),
    });
    expect((await recordOf(lab)).runtime.instance.nics).toMatchObject([{ mac: nic.mac, nicparams: {} }]);
    expect((await tapsOf(lab)).size).toBe(1);
    expect(existsSync(join(lab.root, 'journal/one'))).toBe(false);
  });

  test('are put in again by the next change, when who gave them another MAC died between', async ({
    lab,
  }) => {
    const { hypervisor, serial } = await startedLinux(lab, {});
    const { hvinfo } = await hypervisor.hotAddDevice('one', 'nic', nic);
    await guestSays(serial, `until [ -e /sys/class/net/eth0 ]; do sleep 0.01; done; echo there`, 'there');
    const { instance, placement } = (await recordOf(lab)).runtime;
    const [device, placed] = [theOne(instance.nics), theOne(placement.nics)];
    await hypervisor.hotDelDevice('one', 'nic', { index: 0 });
    // What such a manager leaves: the NIC is out, and a note says that it is to be in again.
    await noteIntent(openRuntimeStore({ root: lab.root }).journal('one'), {
      change: 'replug',
      uuid: nic.uuid,
      id: placed.id,
      device: { ...device, mac: 'aa:00:00:35:d8:0f' },
      placed,
      index: 0,
    });
    await hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link: await makeImage(lab, 'data') });
    const { runtime } = await recordOf(lab);
    expect(runtime.instance.nics).toMatchObject([{ uuid: nic.uuid, mac: 'aa:00:00:35:d8:0f' }]);
    expect(runtime.placement.nics).toEqual([placed]);
    expect(hvinfo.id).toBe(placed.id);
    expect(existsSync(join(lab.root, 'journal/one'))).toBe(false);
    const arrived = `until grep d8:0f /sys/class/net/*/address; do sleep 0.01; done`;
    await guestSays(serial, arrived, 'aa:00:00:35:d8:0f');
  });

  test('that the guest has not let go of in time get their other MAC once it has', async ({ lab }) => {
    const { hypervisor } = await tinyWithScript(lab);
    await hypervisor.hotAddDevice('one', 'nic', nic);
    const renamed = { ...nic, mac: 'aa:00:00:35:d8:0f' };
    await expect(hypervisor.hotModDevice('one', 'nic', renamed, { timeoutMs: 50 })).rejects.toMatchObject({
      code: 'UNPLUG_PENDING',
      message: expect.stringMatching(/the next change of one puts it in as it shall be$/),
    });
    const { placement } = (await recordOf(lab)).runtime;
    {
      await using qmp = await connectQmp(join(lab.root, 'ctrl/one.qmp'));
      using deleted = qmp.subscribe(['DEVICE_DELETED'], ({ data }) => data.device === placement.nics[0]?.id);
      // What this guest never does, a reset of the machine does.
      await qmp.execute('system_reset');
      await deleted.next({ timeoutMs: 10_000 });
    }
    await hypervisor.hotAddDevice('one', 'disk', { uuid: disk, link: await makeImage(lab, 'data') });
    const { runtime } = await recordOf(lab);
    expect(runtime.instance.nics).toMatchObject([{ mac: 'aa:00:00:35:d8:0f' }]);
    expect(runtime.placement.nics).toEqual(placement.nics);
    expect((await tapsOf(lab)).size).toBe(1);
    expect(existsSync(join(lab.root, 'journal/one'))).toBe(false);
  });

  test('are connected in another way without being replugged', async ({ lab }) => {
    const { hypervisor, calls } = await tinyWithScript(lab);
    await hypervisor.hotAddDevice('one', 'nic', nic);
    await hypervisor.hotModDevice('one', 'nic', { ...nic, nicparams: { link: 'br7' } }, { linkUp: false });
    await hypervisor.hotModDevice('one', 'nic', { ...nic, nicparams: { link: 'br7' } }, { linkUp: true });
    const tap = (await tapsOf(lab)).get(0);
    expect(await calls()).toEqual([`up ${tap} `, `down ${tap} `, `up ${tap} br7`]);
    expect((await recordOf(lab)).runtime.instance.nics).toMatchObject([{ nicparams: { link: 'br7' } }]);
    expect(await hypervisor.stopInstance('one', { force: true })).toMatchObject({ warnings: [] });
    expect(await calls()).toContain(`down ${tap} br7`);
  });

  test('that can not be connected are not there, and stay connected as they were', async ({ lab }) => {
    const { hypervisor, calls } = await tinyWithScript(lab);
    await expect(
      hypervisor.hotAddDevice('one', 'nic', { ...nic, nicparams: { link: 'bad' } }),
    ).rejects.toMatchObject({ code: 'HOTPLUG_FAILED', step: 'connecting it' });
    expect(await tapsOf(lab)).toEqual(new Map());
    await expectUnchanged(lab);
    await hypervisor.hotAddDevice('one', 'nic', nic);
    const changing = hypervisor.hotModDevice('one', 'nic', { ...nic, nicparams: { link: 'bad' } });
    await expect(changing).rejects.toMatchObject({ code: 'NIC_SCRIPT_FAILED' });
    const tap = (await tapsOf(lab)).get(0);
    expect((await calls()).at(-1)).toBe(`up ${tap} `);
    expect((await recordOf(lab)).runtime.instance.nics).toMatchObject([{ nicparams: {} }]);
  });
});

describe('memory and processors', () => {
  test('a guest with a driver follows the balloon', async ({ lab }) => {
    const { hypervisor } = await startedLinux(lab, {});
    expect(await hypervisor.balloonInstanceMemory('one', 112)).toEqual({
      name: 'one',
      actualMiB: 112,
      reached: true,
    });
  });

  test('of one that does not follow it is said why', async ({ lab }) => {
    const { hypervisor } = lab;
    await startedTiny(lab, 'one');
    const stays = { name: 'one', actualMiB: 32, reached: false };
    const options = { timeoutMs: 50 };
    expect(await hypervisor.balloonInstanceMemory('one', 24, options)).toEqual({
      ...stays,
      reason: 'no-response',
    });
    await hypervisor.pauseInstance('one');
    expect(await hypervisor.balloonInstanceMemory('one', 24, options)).toEqual({
      ...stays,
      reason: 'guest-frozen',
    });
  });

  test('all threads are pinned, freed again, and pinned the same by the next start', async ({ lab }) => {
    const { hypervisor } = lab;
    const { pid } = await startedTiny(lab, 'one');
    const everywhere = await allowedCpus(pid);
    await hypervisor.pinInstance('one', '0');
    expect(await allowedCpus(pid)).toEqual(new Set(['0']));
    await expect(hypervisor.pinInstance('one', '0:0')).rejects.toMatchObject({ code: 'PLAN_INVALID' });
    expect((await recordOf(lab)).runtime.instance.hvparams.cpu_mask).toBe('0');
    const again = await hypervisor.rebootInstance('one', { force: true });
    expect(await allowedCpus(again.pid)).toEqual(new Set(['0']));
    await hypervisor.pinInstance('one', 'all');
    expect(await allowedCpus(again.pid)).toEqual(everywhere);
  });

  test('a disk is not made smaller', async ({ lab }) => {
    await startedTiny(lab, 'one');
    const [first] = (await recordOf(lab)).runtime.instance.disks;
    const shrinking = async (): Promise<void> => {
      await lab.hypervisor.resizeDisk('one', { uuid: first?.uuid ?? '' }, 3);
      await lab.hypervisor.resizeDisk('one', { uuid: first?.uuid ?? '' }, 2);
    };
    await expect(shrinking()).rejects.toMatchObject({
      code: 'HOTPLUG_FAILED',
      message: expect.stringContaining('it has 3 MiB, and 2 MiB would lose what is at its end'),
    });
  });
});

async function tinyWithScript(
  lab: Lab,
): Promise<{ readonly hypervisor: KvmHypervisor; readonly calls: () => Promise<readonly string[]> }> {
  const hypervisor = await withScript(lab);
  const specification: InstanceSpecInput = await lab.tiny('one', { vhost_net: false });
  await hypervisor.startInstance(specification);
  const readLog = async (): Promise<string> => await readFile(join(lab.folder, 'nics'), 'utf8');
  return { hypervisor, calls: async () => (await readLog()).split('\n').slice(0, -1) };
}

/** Its script writes down what it is called for, and can not connect to `bad`. */
async function withScript(lab: Lab): Promise<KvmHypervisor> {
  const log = join(lab.folder, 'nics');
  const nicScript = join(lab.folder, 'nic-script');
  const lines = ['#!/bin/sh', `echo "$ACTION $1 $LINK" >>${log}`, '[ "$ACTION $LINK" != "up bad" ]'];
  await writeFile(nicScript, `${lines.join('\n')}\n`, { mode: 0o755 });
  return openHypervisor({ root: lab.root, nicScript });
}

function theOne<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('there is none');
  return one;
}

/** Nothing that was noted is left, and the record and QEMU know the disk of the start alone. */
async function expectUnchanged(lab: Lab): Promise<void> {
  expect(existsSync(join(lab.root, 'journal/one'))).toBe(false);
  const { placement } = (await recordOf(lab)).runtime;
  expect([placement.disks.length, placement.nics.length]).toEqual([1, 0]);
  await using qmp = await connectQmp(join(lab.root, 'ctrl/one.qmp'));
  const nodes = await qmp.execute('query-named-block-nodes', { flat: true });
  expect(nodes.filter((node) => node['node-name']?.startsWith('disk-'))).toHaveLength(1);
  expect((await qmp.execute('query-fdsets')).filter(({ fds }) => fds.length > 0)).toEqual([]);
}

async function recordOf({ root }: Lab): Promise<RuntimeRecord> {
  const record = await openRuntimeStore({ root }).read('one');
  if (record === undefined) throw new Error('there is no record');
  return record;
}

function tapsOf({ root }: Lab): Promise<Map<number, string>> {
  return readTapFiles(openRuntimeStore({ root }).paths('one'));
}

async function allowedCpus(pid: number): Promise<ReadonlySet<string>> {
  const folder = `/proc/${pid}/task`;
  const texts = await Promise.all(
    (await readdir(folder)).map((tid) => readFile(join(folder, tid, 'status'), 'utf8')),
  );
  return new Set(texts.map((text) => /^Cpus_allowed_list:\t(.*)$/m.exec(text)?.[1] ?? ''));
}
