import {
  respellRuntime,
  type DeviceKind,
  type DiskSpec,
  type InstanceRuntime,
  type NicSpec,
  type PlacedDevice,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';

/** A device, its place in the machine and its number in the instance. */
export type KnownDevice = { readonly index: number; readonly placed: PlacedDevice } & (
  | { readonly type: 'disk'; readonly device: DiskSpec }
  | { readonly type: 'nic'; readonly device: NicSpec }
);

/** A disk or a NIC of an instance, by its UUID or by its number among them, from 0. */
export type DeviceReference = { readonly uuid: string } | { readonly index: number };

/** The device of a running machine that is meant. */
export function findDevice(
  { instance, placement }: InstanceRuntime,
  type: DeviceKind,
  which: DeviceReference,
): KnownDevice | undefined {
  const all = type === 'disk' ? instance.disks : instance.nics;
  const index = 'uuid' in which ? all.findIndex(({ uuid }) => uuid === which.uuid) : which.index;
  const placed = (type === 'disk' ? placement.disks : placement.nics)[index];
  const [disk, nic] = [instance.disks[index], instance.nics[index]];
  if (placed === undefined) return undefined;
  if (type === 'disk') return disk === undefined ? undefined : { type, index, placed, device: disk };
  return nic === undefined ? undefined : { type, index, placed, device: nic };
}

/**
 * The machine with one device more.
 * @throws as {@link respellRuntime}: `SPECIFICATION_INVALID`, `QEMU_UNSUITABLE` for one that could not be started again
 */
export function withDevice(
  runtime: InstanceRuntime,
  added: KnownDevice,
  capabilities: QemuCapabilities,
): InstanceRuntime {
  const { instance, placement } = runtime;
  const { index, placed } = added;
  return respellRuntime(
    added.type === 'disk'
      ? {
          ...runtime,
          instance: { ...instance, disks: instance.disks.toSpliced(index, 0, added.device) },
          placement: { ...placement, disks: placement.disks.toSpliced(index, 0, placed) },
        }
      : {
          ...runtime,
          instance: { ...instance, nics: instance.nics.toSpliced(index, 0, added.device) },
          placement: { ...placement, nics: placement.nics.toSpliced(index, 0, placed) },
        },
    capabilities,
  );
}

/** The machine without one of its devices; the others stay where they are. */
export function withoutDevice(
  runtime: InstanceRuntime,
  { type, index }: Pick<KnownDevice, 'type' | 'index'>,
  capabilities: QemuCapabilities,
): InstanceRuntime {
  const { instance, placement } = runtime;
  return respellRuntime(
    type === 'disk'
      ? {
          ...runtime,
          instance: { ...instance, disks: instance.disks.toSpliced(index, 1) },
          placement: { ...placement, disks: placement.disks.toSpliced(index, 1) },
        }
      : {
          ...runtime,
          instance: { ...instance, nics: instance.nics.toSpliced(index, 1) },
          placement: { ...placement, nics: placement.nics.toSpliced(index, 1) },
        },
    capabilities,
  );
}
