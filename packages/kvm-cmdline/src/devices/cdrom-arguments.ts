import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { renderNested, renderOptions } from '../option-string.ts';
import { cdromBlockNode } from './block-node.ts';
import { bootIndex, bootsFrom } from './boot-device.ts';
import { cdromsOf, type Cdrom } from './cdroms.ts';
import { addressProperties } from './device-address.ts';
import { cdromType } from './disk-drivers.ts';
import { ideUnit } from './ide-units.ts';
import { cdromDriveArgument, floppyDriveArgument, hasBlockdev } from './old-spellings.ts';
import type { Placement } from './placement.ts';

/**
 * Two CD-ROMs and a floppy, where they have an image: block node, then device; `diskArguments` has looked at whether
 * they can be.
 */
export function cdromAndFloppyArguments(
  instance: InstanceSpec,
  placement: Placement,
  capabilities: QemuCapabilities,
): Argument[] {
  const cdroms = cdromsOf(instance.hvparams).flatMap((cdrom, index) => {
    const boots = index === 0 && bootsFrom(instance, 'cdrom');
    return hasBlockdev(capabilities)
      ? cdromArguments(instance, cdrom, { index, boots, placement })
      : [cdromDriveArgument(instance, cdrom, boots, capabilities)];
  });
  return [...cdroms, ...floppyArguments(instance, placement, capabilities)];
}

function cdromArguments(
  instance: InstanceSpec,
  cdrom: Cdrom,
  {
    index,
    boots,
    placement,
  }: { readonly index: number; readonly boots: boolean; readonly placement: Placement },
): Argument[] {
  const type = cdromType(instance.hvparams);
  const properties = {
    ...(type === 'ide' ? ideUnit(index, instance, placement) : {}),
    ...(cdrom.address === undefined ? {} : addressProperties(cdrom.address)),
    drive: cdrom.id,
    ...bootIndex(boots, placement),
  };
  return [
    argument('-blockdev', renderNested(cdromBlockNode(cdrom)), cdrom.origin),
    argument('-device', renderOptions(cdromDriver(type), properties), cdrom.origin),
  ];
}

function cdromDriver(type: string): string {
  switch (type) {
    case 'ide':
      return 'ide-cd';
    case 'paravirtual':
      return 'virtio-blk-pci';
    default:
      return type;
  }
}

function floppyArguments(
  instance: InstanceSpec,
  placement: Placement,
  capabilities: QemuCapabilities,
): Argument[] {
  const { floppy_image_path: image } = instance.hvparams;
  if (image === '') return [];
  if (!hasBlockdev(capabilities)) return [floppyDriveArgument(image)];
  const node = { driver: 'raw', 'node-name': 'floppy1', file: { driver: 'file', filename: image } };
  const properties = { drive: 'floppy1', ...bootIndex(bootsFrom(instance, 'floppy'), placement) };
  const origin = 'hvparams.floppy_image_path';
  return [
    argument('-blockdev', renderNested(node), origin),
    argument('-device', renderOptions('floppy', properties), origin),
  ];
}
