import type { DeviceKind, HvInfo } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { nameOf, type InstanceOrName } from '../instance-or-name.ts';
import { changeRunningGuest } from '../running-guest.ts';
import { addDevice } from './add-device.ts';
import type { DeviceInput, DeviceInputs } from './device-input.ts';
import { reconcileHotplug } from './reconcile-hotplug.ts';

/** What Ganeti gives beside a device. */
export interface AdditionExtra {
  /** Where a disk is, in place of what its specification says. */
  readonly link?: string | null;
  readonly uri?: string | null;
}

export interface PluggedDevice {
  /** Where the device sits. */
  readonly hvinfo: HvInfo;
  /** What could not be given back to the host, as sentences. */
  readonly warnings: readonly string[];
}

/**
 * Adds a disk or a NIC to a running guest, or nothing.
 * @param seq which of the disks, or NICs, it is to be, from 0; the last where it is left out.
 * @throws `INSTANCE_NOT_RUNNING`, `MONITOR_UNREACHABLE`, `SPECIFICATION_INVALID`, `BUS_FULL`, `QEMU_UNSUITABLE`,
 * `HotplugError`
 */
export function hotAddDevice<Type extends DeviceKind>(
  context: HypervisorContext,
  instance: InstanceOrName,
  devType: Type,
  device: DeviceInputs[Type],
  extra: AdditionExtra = {},
  seq?: number,
): Promise<PluggedDevice> {
  const name = nameOf(instance);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two go together, which the signature says
  const given = { type: devType, device: { ...device, ...extra } } as DeviceInput;
  return changeRunningGuest(context, name, { tried: 'hot-add', doing: 'hot-plugging' }, async (guest) => {
    const warnings = await reconcileHotplug(context, guest);
    return { hvinfo: await addDevice(context, guest, given, seq), warnings };
  });
}
