import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { HvParams } from '../hv-parameters.ts';
import type { DiskSpec, InstanceSpec } from '../instance-spec.ts';
import { renderNested, renderOptions, type OptionValue } from '../option-string.ts';
import { cacheOf, diskBlockNode } from './block-node.ts';
import { bootsFrom, bootIndex } from './boot-device.ts';
import { addressProperties } from './device-address.ts';
import { checkDevices, hasOwnWriteCache } from './device-rules.ts';
import { diskDriver } from './disk-drivers.ts';
import { ideCdroms, ideUnit } from './ide-units.ts';
import { driveArgument, hasBlockdev, hasDevice } from './old-spellings.ts';
import type { PlacedDevice, Placement } from './placement.ts';

/**
 * A device and its block node for each disk, in the specification's order, which is the order the guest sees.
 * @throws {SpecificationError} `SPECIFICATION_INVALID`, as {@link checkDevices}, which looks at all devices.
 * @throws {CapabilityError} `QEMU_UNSUITABLE`
 */
export function diskArguments(
  instance: InstanceSpec,
  placement: Placement,
  capabilities: QemuCapabilities,
): Argument[] {
  checkDevices(instance, placement, capabilities);
  return instance.disks.flatMap((disk, index) => {
    const placed = placement.disks[index];
    if (placed === undefined) throw new TypeError(`disk ${index} has no place`);
    const origin = `disks.${index}`;
    const boots = index === 0 && bootsFrom(instance, 'disk');
    if (!hasDevice(capabilities)) {
      return [driveArgument(instance, disk, { id: undefined, boots, origin }, capabilities)];
    }
    const properties = {
      ...deviceProperties(instance, placement, index, placed),
      ...bootIndex(boots, placement),
      // Devices before 2.8 have no such property; there the drive says all of it.
      ...(hasBlockdev(capabilities) ? {} : { 'write-cache': undefined }),
    };
    const device = argument(
      '-device',
      renderOptions(diskDriver(instance.hvparams.disk_type), properties),
      origin,
    );
    if (!hasBlockdev(capabilities)) {
      return [device, driveArgument(instance, disk, { id: placed.id, boots, origin }, capabilities)];
    }
    const node = renderNested(diskBlockNode(disk, placed.id, instance.hvparams, capabilities));
    return [device, argument('-blockdev', node, origin)];
  });
}

/** What a disk's device is told, beside its driver: `-device` and `device_add` take the same. */
export function diskProperties(
  hvparams: Pick<HvParams, 'disk_type' | 'disk_cache'>,
  { dev_type: devType }: Pick<DiskSpec, 'dev_type'>,
  { id, address }: PlacedDevice,
): Readonly<Record<string, OptionValue>> {
  // No boolean: it may be `auto` too, so that QMP takes texts only.
  const writeCache = cacheOf(hvparams.disk_cache, devType) === 'writethrough' ? 'off' : 'on';
  const disk = {
    drive: id,
    ...(hasOwnWriteCache(hvparams.disk_type) ? {} : { 'write-cache': writeCache }),
  };
  return hvparams.disk_type === 'ide' ? disk : { id, ...addressProperties(address), ...disk };
}

function deviceProperties(
  instance: InstanceSpec,
  placement: Placement,
  index: number,
  placed: PlacedDevice,
): Readonly<Record<string, OptionValue>> {
  const disk = instance.disks[index];
  if (disk === undefined) throw new TypeError(`there is no disk ${index}`);
  const properties = diskProperties(instance.hvparams, disk, placed);
  if (instance.hvparams.disk_type !== 'ide') return properties;
  return { ...ideUnit(ideCdroms(instance) + index, instance, placement), ...properties };
}
