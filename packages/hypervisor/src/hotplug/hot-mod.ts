import { isDeepStrictEqual } from 'node:util';

import { addressProperties, type DeviceKind, type DiskSpec, type NicSpec } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { HotplugError } from '../errors.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { changeRunningGuest, recordOfGuest, type RunningGuest } from '../running-guest.ts';
import { parseDevice, type DeviceInput, type DeviceInputs } from './device-input.ts';
import type { KnownDevice } from './device-lists.ts';
import { addDevice, type PluggedDevice } from './hot-add.ts';
import { knownDevice, removeDevice, type RemovalExtra } from './hot-del.ts';
import { requireHotPluggable } from './hot-plug-support.ts';
import { hvInfoOf } from './hv-info.ts';
import { reconcileHotplug } from './reconcile-hotplug.ts';
import { reconnectNic } from './reconnect-nic.ts';

export interface ModificationExtra extends RemovalExtra {
  /** Whether the guest sees a cable in the NIC; until it is said otherwise, or the guest is started again. */
  readonly linkUp?: boolean;
}

const tried = 'hot-modify';

/**
 * Changes a NIC of a running guest. How it is connected is changed without the guest's doing; for another MAC it is
 * taken out and put into the same place again, with the guest's help.
 * @param device the NIC as it shall be, by its UUID.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `SPECIFICATION_INVALID`, `NIC_SCRIPT_FAILED`,
 * {@link HotplugError}: `HOTPLUG_UNSUPPORTED` for a disk
 */
export function hotModDevice<Type extends DeviceKind>(
  context: HypervisorContext,
  instance: InstanceOrName,
  devType: Type,
  device: DeviceInputs[Type],
  extra: ModificationExtra = {},
  _seq?: number,
): Promise<PluggedDevice> {
  const name = nameOf(instance);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two go together, which the signature says
  const given = { type: devType, device } as DeviceInput;
  return changeRunningGuest(context, name, { tried, doing: 'changing a NIC' }, async (guest) => {
    const parsed = parseDevice(given);
    if (parsed.type === 'disk') throw immutableDisk(name, parsed.device.uuid);
    const settled = await reconcileHotplug(context, guest);
    const { hvinfo, warnings } = await modifyNic(context, guest, parsed.device, extra);
    return { hvinfo, warnings: [...settled, ...warnings] };
  });
}

async function modifyNic(
  context: HypervisorContext,
  guest: RunningGuest,
  { hvinfo: _place, ...nic }: NicSpec,
  { linkUp, ...extra }: ModificationExtra,
): Promise<PluggedDevice> {
  const { name, qmp } = guest;
  const { runtime } = await recordOfGuest(context, name);
  const found = knownDevice(runtime, 'nic', nic.uuid);
  const { id } = found.placed;
  let warnings: readonly string[] = [];
  if (needsReplug(found, nic)) {
    requireHotPluggable(runtime.instance.hvparams, { tried, type: 'nic', instance: name });
    const hvinfo = { id, ...addressProperties(found.placed.address) };
    ({ warnings } = await removeDevice(context, guest, { type: 'nic', uuid: nic.uuid }, extra));
    await addDevice(context, guest, { type: 'nic', device: { ...nic, hvinfo } }, found.index);
  } else if (!isDeepStrictEqual(plain(found.device), plain(nic))) {
    warnings = await reconnectNic(context, name, { id, device: nic });
  }
  if (linkUp !== undefined) await qmp.execute('set_link', { name: id, up: linkUp });
  return { hvinfo: hvInfoOf(runtime, found), warnings };
}

/** What the device itself is told; all else is the host's. */
function needsReplug({ device: before }: KnownDevice, nic: NicSpec): boolean {
  return 'mac' in before && before.mac !== nic.mac;
}

/** Members that are undefined are as good as none, and where a NIC sits is not asked here. */
function plain({ hvinfo: _place, ...device }: DiskSpec | NicSpec): unknown {
  return JSON.parse(JSON.stringify(device));
}

function immutableDisk(instance: string, uuid: string): HotplugError {
  return new HotplugError('HOTPLUG_UNSUPPORTED', {
    tried,
    instance,
    device: `disk ${uuid}`,
    why: 'a disk can be taken out and put in again, or resized, and nothing else of it can be changed',
    left: 'nothing was changed',
  });
}
