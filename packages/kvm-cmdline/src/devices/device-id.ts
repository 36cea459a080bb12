export type DeviceKind = 'disk' | 'nic';

/** Ganeti's device id: the kind and the UUID without its last two groups, for QEMU's ids are short. */
export function deviceId(kind: DeviceKind, uuid: string): string {
  return `${kind}-${uuid.split('-').slice(0, -2).join('-')}`;
}
