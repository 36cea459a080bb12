import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';

import type { DeviceInputs, DeviceReference, PluggedDevice } from '@kvmkit/hypervisor';

import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine, printWarnings } from '../output.ts';

export interface DiskOptions extends GlobalOptions {
  readonly uuid?: string;
  readonly 'dev-type'?: string;
  readonly name?: string;
}

export interface NicOptions extends GlobalOptions {
  readonly uuid?: string;
  readonly mac?: string;
  readonly mode?: string;
  readonly link?: string;
  readonly ip?: string;
}

export interface ModNicOptions extends Omit<NicOptions, 'uuid'> {
  readonly cable?: 'in' | 'out';
  readonly timeout?: number;
}

export interface RemovalOptions extends GlobalOptions {
  readonly timeout?: number;
}

export async function addDisk(
  { uuid = randomUUID(), 'dev-type': devType, name: diskName, ...globals }: DiskOptions,
  name: string,
  file: string,
): Promise<void> {
  const disk = { uuid, link: resolve(file), dev_type: devType, name: diskName };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the facade parses it before anything else
  const device = withoutUndefined(disk) as unknown as DeviceInputs['disk'];
  printPlugged(
    globals,
    { name, uuid, done: 'added' },
    await hypervisorOf(globals).hotAddDevice(name, 'disk', device),
  );
}

export async function addNic(
  { uuid = randomUUID(), mac = randomMac(), mode, link, ip, ...globals }: NicOptions,
  name: string,
): Promise<void> {
  const device = { ...nicMembers({ mode, link, ip }), uuid, mac };
  printPlugged(
    globals,
    { name, uuid, done: 'added' },
    await hypervisorOf(globals).hotAddDevice(name, 'nic', device),
  );
}

export async function modNic(
  { mac, mode, link, ip, cable, timeout, ...globals }: ModNicOptions,
  name: string,
  nic: string,
): Promise<void> {
  const which = referenceOf(nic);
  const extra = {
    ...(cable === undefined ? {} : { linkUp: cable === 'in' }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
  };
  const changes = { ...nicMembers({ mac, mode, link, ip }), ...which };
  const changed = await hypervisorOf(globals).hotModDevice(name, 'nic', changes, extra);
  printPlugged(globals, { name, ...which, done: 'changed' }, changed);
}

export async function removeDisk(options: RemovalOptions, name: string, disk: string): Promise<void> {
  await remove(options, name, { devType: 'disk', which: referenceOf(disk) });
}

export async function removeNic(options: RemovalOptions, name: string, nic: string): Promise<void> {
  await remove(options, name, { devType: 'nic', which: referenceOf(nic) });
}

async function remove(
  { timeout, ...globals }: RemovalOptions,
  name: string,
  { devType, which }: { readonly devType: 'disk' | 'nic'; readonly which: DeviceReference },
): Promise<void> {
  const extra = timeout === undefined ? {} : { timeoutMs: timeout * 1000 };
  const removed = await hypervisorOf(globals).hotDelDevice(name, devType, which, extra);
  printPlugged(globals, { name, ...which, done: 'removed' }, removed);
}

/** A UUID, or a number among the disks, or the NICs. */
export function referenceOf(text: string): DeviceReference {
  return /^\d{1,3}$/.test(text) ? { index: Number(text) } : { uuid: text };
}

/** What is given of a NIC; the facade parses it before anything else. */
function nicMembers({
  mac,
  mode,
  link,
  ip,
}: Partial<Record<'mac' | 'mode' | 'link' | 'ip', string | undefined>>): Partial<DeviceInputs['nic']> {
  const nicparams = withoutUndefined({ mode, link });
  const hasParams = Object.keys(nicparams).length > 0;
  return withoutUndefined({ mac, ip, nicparams: hasParams ? nicparams : undefined });
}

/** Of Ganeti's default prefix. */
function randomMac(): string {
  return ['aa', '00', '00', ...[...randomBytes(3)].map((byte) => byte.toString(16).padStart(2, '0'))].join(
    ':',
  );
}

function withoutUndefined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function printPlugged(
  { json }: GlobalOptions,
  subject: { readonly name: string; readonly uuid?: string; readonly index?: number; readonly done: string },
  { hvinfo, warnings }: PluggedDevice,
): void {
  if (json) {
    printJson({ ...subject, hvinfo, warnings });
    return;
  }
  const { name, uuid, done } = subject;
  const { id, driver, bus, addr, 'scsi-id': target } = hvinfo;
  printLine(
    `${name}: ${id}${uuid === undefined ? '' : ` (${uuid})`} ${done}: ${driver} on ${bus} ${addr ?? target}`,
  );
  printWarnings(warnings);
}
