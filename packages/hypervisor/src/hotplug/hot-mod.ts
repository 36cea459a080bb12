import { isDeepStrictEqual } from 'node:util';

import type { DeviceKind, DiskSpec, NicSpec } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { HotplugError } from '../errors.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { changeRunningGuest, recordOfGuest, type RunningGuest } from '../running-guest.ts';
import { parseDevice, type DeviceInputs } from './device-input.ts';
import type { DeviceReference, KnownDevice } from './device-lists.ts';
import type { PluggedDevice } from './hot-add.ts';
import { knownDevice, type RemovalExtra } from './hot-del.ts';
import { requireHotPluggable } from './hot-plug-support.ts';
import { hvInfoOf } from './hv-info.ts';
import { reconcileHotplug } from './reconcile-hotplug.ts';
import { reconnectNic } from './reconnect-nic.ts';
import { replugNic } from './replug-nic.ts';

export interface ModificationExtra extends RemovalExtra {
  /** Whether the guest sees a cable in the NIC; until it is said otherwise, or the guest is started again. */
  readonly linkUp?: boolean;
}

const tried = 'hot-modify';

/**
 * Changes a NIC of a running guest. How it is connected is changed without the guest's doing; for another MAC it is
 * taken out and put into the same place again, with the guest's help.
 * @param device which NIC, and what of it shall be otherwise: what is left out stays.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `SPECIFICATION_INVALID`, `NIC_SCRIPT_FAILED`,
 * {@link HotplugError}: `HOTPLUG_UNSUPPORTED` for a disk
 */
export function hotModDevice<Type extends DeviceKind>(
  context: HypervisorContext,
  instance: InstanceOrName,
  devType: Type,
  device: DeviceReference & Partial<DeviceInputs[Type]>,
  extra: ModificationExtra = {},
  _seq?: number,
): Promise<PluggedDevice> {
  const name = nameOf(instance);
  return changeRunningGuest(context, name, { tried, doing: 'changing a NIC' }, async (guest) => {
    if (devType === 'disk') throw immutableDisk(name);
    const settled = await reconcileHotplug(context, guest);
    const { hvinfo, warnings } = await modifyNic(context, guest, { which: device, changes: device }, extra);
    return { hvinfo, warnings: [...settled, ...warnings] };
  });
}

async function modifyNic(
  context: HypervisorContext,
  guest: RunningGuest,
  { which, changes }: { readonly which: DeviceReference; readonly changes: object },
  { linkUp, ...extra }: ModificationExtra,
): Promise<PluggedDevice> {
  const { name, qmp } = guest;
  const { runtime } = await recordOfGuest(context, name);
  const found = knownDevice(runtime, { tried, type: 'nic', which });
  const nic = changedNic(found, changes);
  const { id } = found.placed;
  let warnings: readonly string[] = [];
  if (needsReplug(found, nic)) {
    requireHotPluggable(runtime.instance.hvparams, { tried, type: 'nic', instance: name });
    warnings = await replugNic(context, guest, { found, nic }, extra);
  } else if (!isDeepStrictEqual(plain(found.device), plain(nic))) {
    warnings = await reconnectNic(context, name, { id, device: nic });
  }
  if (linkUp !== undefined) await qmp.execute('set_link', { name: id, up: linkUp });
  return { hvinfo: hvInfoOf(runtime, found), warnings };
}

/** @throws `SPECIFICATION_INVALID` */
function changedNic({ device: before }: KnownDevice, changes: object): NicSpec {
  const { index: _which, ...members }: { readonly index?: number } = changes;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed next
  const wanted = { ...before, ...members, hvinfo: undefined } as unknown as DeviceInputs['nic'];
  const { device } = parseDevice({ type: 'nic', device: wanted });
  if (!('mac' in device)) throw new TypeError('a NIC was parsed as a disk');
  return device;
}

/** What the device itself is told; all else is the host's. */
function needsReplug(found: KnownDevice, nic: NicSpec): found is KnownDevice & { readonly type: 'nic' } {
  return found.type === 'nic' && found.device.mac !== nic.mac;
}

/** Members that are undefined are as good as none, and where a NIC sits is not asked here. */
function plain({ hvinfo: _place, ...device }: DiskSpec | NicSpec): unknown {
  return JSON.parse(JSON.stringify(device));
}

function immutableDisk(instance: string): HotplugError {
  return new HotplugError('HOTPLUG_UNSUPPORTED', {
    tried,
    instance,
    device: 'a disk',
    why: 'a disk can be taken out and put in again, or resized, and nothing else of it can be changed',
    left: 'nothing was changed',
  });
}
