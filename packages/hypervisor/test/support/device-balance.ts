import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openRuntimeStore, readTapFiles } from '@kvmkit/kvm-runtime-store';
import { connectQmp } from '@kvmkit/qmp-client';
import { expect } from 'vitest';

import type { DeviceInputs, KvmHypervisor } from '../../src/index.ts';
import { connectedTaps } from '../faults/mortal-run.ts';
import { makeImage, type Lab } from './lab.ts';

interface Subject {
  readonly lab: Lab;
  readonly hypervisor: KvmHypervisor;
  readonly devices: DeviceInputs;
  /** Of the script of NICs. */
  readonly log: string;
}

/**
 * Changes the guest once more, after somebody died while changing it, and compares what the record, QEMU and the host
 * say of its devices; gives what does not fit, as sentences. A guest that is gone has none.
 */
export async function balanceAfterNextChange({ lab, hypervisor, log }: Subject): Promise<string[]> {
  const info = await hypervisor.getInstanceInfo('mortal');
  if (info?.pid === undefined) return [];
  const other = { uuid: '000000d2-d15c-4000-8000-00000000abc2', link: await makeImage(lab, 'other') };
  await hypervisor.hotAddDevice('mortal', 'disk', other);
  await hypervisor.hotDelDevice('mortal', 'disk', other);

  const store = openRuntimeStore({ root: lab.root });
  const { runtime } = (await store.read('mortal')) ?? {};
  if (runtime === undefined) return ['there is no record'];
  const { placement, instance } = runtime;
  const known = [...placement.disks, ...placement.nics].map(({ id }) => id);
  await using qmp = await connectQmp(join(lab.root, 'ctrl/mortal.qmp'));
  const peripherals = await qmp.execute('qom-list', { path: '/machine/peripheral' });
  const nodes = await qmp.execute('query-named-block-nodes', { flat: true });
  const taps = await readTapFiles(store.paths('mortal'));
  return [
    ...difference('device', known, peripherals.map(({ name }) => name).filter(isOfDevice)),
    ...difference(
      'node',
      placement.disks.map(({ id }) => id),
      nodes.map((node) => node['node-name'] ?? '').filter(isOfDevice),
    ),
    ...difference('number of a tap', [...instance.nics.keys()].map(String), [...taps.keys()].map(String)),
    ...difference('connected tap', [...taps.values()], [...(await connectedTaps(log)).keys()]),
    ...difference('interface', [...taps.values()], await tapsOfHost(info.pid)),
    // A set without descriptors is that of a node which has its own.
    ...(await qmp.execute('query-fdsets'))
      .filter(({ fds }) => fds.length > 0)
      .map((set) => `QEMU has descriptors of the set ${set['fdset-id']}`),
    // That a guest was asked for a device, or was to be, is remembered as long as it has it.
    ...(await store.journal('mortal').read())
      .filter(({ change, id }) => change !== 'hot-del' || !known.some((one) => one === id))
      .map(({ kind }) => `there is an open ${kind}`),
  ];
}

function isOfDevice(name: string): boolean {
  return /^(?:disk|nic)-/.test(name);
}

function difference(what: string, wanted: readonly string[], found: readonly string[]): string[] {
  const [a, b] = [new Set(wanted), new Set(found)];
  return [
    ...[...a.difference(b)].map((one) => `${what} ${one} is missing`),
    ...[...b.difference(a)].map((one) => `${what} ${one} is too many`),
  ];
}

/** The taps that a process has open, as the kernel tells of each descriptor. */
async function tapsOfHost(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fdinfo`;
  const infos = await Promise.all(
    (await readdir(folder)).map((fd) => readFile(join(folder, fd), 'utf8').catch(() => '')),
  );
  return infos.flatMap((info) => /^iff:\t(\S+)/m.exec(info)?.[1] ?? []);
}

/**
 * A NIC that its guest let go of when nobody waited for it any more: this one never does, but a reset of the machine
 * ends what it was asked for.
 */
export async function letGoOfNicTooLate({ lab, hypervisor, devices }: Omit<Subject, 'log'>): Promise<void> {
  const pending = hypervisor.hotDelDevice('mortal', 'nic', devices.nic, { timeoutMs: 1 });
  await expect(pending).rejects.toMatchObject({ code: 'UNPLUG_PENDING' });
  await using qmp = await connectQmp(join(lab.root, 'ctrl/mortal.qmp'));
  using deleted = qmp.subscribe(['DEVICE_DELETED'], ({ data }) => data.device === 'nic-000000a1-01c0-4000');
  await qmp.execute('system_reset');
  await deleted.next({ timeoutMs: 10_000 });
}
