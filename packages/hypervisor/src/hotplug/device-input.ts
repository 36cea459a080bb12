import { parseInstanceSpec, type DiskSpec, type InstanceSpecInput, type NicSpec } from '@kvmkit/kvm-cmdline';

/** A device as a caller writes it down, by its kind. */
export interface DeviceInputs {
  readonly disk: NonNullable<InstanceSpecInput['disks']>[number];
  readonly nic: NonNullable<InstanceSpecInput['nics']>[number];
}

export type DeviceInput =
  | { readonly type: 'disk'; readonly device: DeviceInputs['disk'] }
  | { readonly type: 'nic'; readonly device: DeviceInputs['nic'] };

export type ParsedDevice =
  | { readonly type: 'disk'; readonly device: DiskSpec }
  | { readonly type: 'nic'; readonly device: NicSpec };

/** Fills in the defaults. @throws `SPECIFICATION_INVALID` */
export function parseDevice(given: DeviceInput): ParsedDevice {
  const { disks, nics } = parseInstanceSpec({
    name: 'device',
    uuid: given.device.uuid,
    disks: given.type === 'disk' ? [given.device] : [],
    nics: given.type === 'nic' ? [given.device] : [],
  });
  const [[disk], [nic]] = [disks, nics];
  if (disk !== undefined) return { type: 'disk', device: disk };
  if (nic !== undefined) return { type: 'nic', device: nic };
  throw new TypeError('a device that is neither a disk nor a NIC');
}
