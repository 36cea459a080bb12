import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { DiskDevType, DiskSpec, InstanceSpec } from '../instance-spec.ts';
import { renderOptions } from '../option-string.ts';
import type { PlacedDevice, Placement } from './placement.ts';

/** A device and its block node for each disk, in the specification's order, which is the order the guest sees. */
export function diskArguments(
  instance: InstanceSpec,
  placement: Placement,
  _capabilities: QemuCapabilities,
): Argument[] {
  return instance.disks.flatMap((disk, index) => {
    const placed = placement.disks[index];
    if (placed === undefined) throw new TypeError(`disk ${index} has no place`);
    return [
      argument('-device', deviceOption(instance, disk, placed), `disks.${index}`),
      argument('-blockdev', blockNode(instance, disk, placed), `disks.${index}`),
    ];
  });
}

function deviceOption({ hvparams }: InstanceSpec, disk: DiskSpec, { id, address }: PlacedDevice): string {
  const writeCache = cacheOf(hvparams.disk_cache, disk.dev_type) !== 'writethrough';
  if (hvparams.disk_type === 'ide') return renderOptions('ide-hd', { drive: id, 'write-cache': writeCache });
  return renderOptions('virtio-blk-pci', {
    id,
    bus: address.bus,
    addr: `0x${address.slot.toString(16)}`,
    drive: id,
    'write-cache': writeCache,
  });
}

/** JSON rather than key=value: nested members need no escaping of their own (`-blockdev`, QEMU 2.9). */
function blockNode({ hvparams }: InstanceSpec, disk: DiskSpec, { id }: PlacedDevice): string {
  return JSON.stringify({
    driver: 'raw',
    'node-name': id,
    discard: hvparams.disk_discard,
    cache: { direct: cacheOf(hvparams.disk_cache, disk.dev_type) === 'none', 'no-flush': false },
    'auto-read-only': false,
    file: {
      driver: isFile(disk.dev_type) ? 'file' : 'host_device',
      filename: disk.link,
      aio: hvparams.disk_aio,
    },
  });
}

/** Storage that another host may hold open at the same time must not be cached here (Ganeti's DTS_EXT_MIRROR). */
function cacheOf(cache: InstanceSpec['hvparams']['disk_cache'], devType: DiskDevType): string {
  const shared: readonly DiskDevType[] = ['sharedfile', 'gluster', 'blockdev', 'ext'];
  return shared.includes(devType) ? 'none' : cache;
}

function isFile(devType: DiskDevType): boolean {
  return devType === 'file' || devType === 'sharedfile' || devType === 'gluster';
}
