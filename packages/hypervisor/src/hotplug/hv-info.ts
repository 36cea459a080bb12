import { addressProperties, diskDriver, type HvInfo, type InstanceRuntime } from '@kvmkit/kvm-cmdline';

import type { KnownDevice } from './device-lists.ts';

/** Where a device of a running machine sits, as Ganeti says it. */
export function hvInfoOf(
  { instance: { hvparams } }: InstanceRuntime,
  { type, placed: { id, address } }: Pick<KnownDevice, 'type' | 'placed'>,
): HvInfo {
  const nicDriver = hvparams.nic_type === 'paravirtual' ? 'virtio-net-pci' : hvparams.nic_type;
  const driver = type === 'disk' ? diskDriver(hvparams.disk_type) : nicDriver;
  return { driver, id, ...addressProperties(address) };
}
