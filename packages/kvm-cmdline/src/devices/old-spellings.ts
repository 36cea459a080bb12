/*
What QEMUs take that have no `-blockdev` (before 2.9), no `-device` (before 0.12) or no `-netdev` (before 0.12): the
seed's own spellings. Nothing else in this package knows of them.
*/
import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import { CapabilityError } from '../errors.ts';
import type { DiskSpec, InstanceSpec } from '../instance-spec.ts';
import { renderOptions } from '../option-string.ts';
import { isUrl } from '../text-rules.ts';
import { cacheOf, driveUri } from './block-node.ts';
import type { Cdrom } from './cdroms.ts';
import { cdromType } from './disk-drivers.ts';

/** Texts have the option itself; one that is asked over QMP has the command of the same version. */
export function hasBlockdev({ commandLineOptions, commands }: QemuCapabilities): boolean {
  return 'blockdev' in commandLineOptions || commands.includes('blockdev-add');
}

/** A QEMU that lists devices has `-device`. */
export function hasDevice({ deviceTypes }: QemuCapabilities): boolean {
  return deviceTypes.length > 0;
}

/** `-drive` for a disk: behind the `-device` that has this id or, where there is none, as a whole. */
export function driveArgument(
  { hvparams }: InstanceSpec,
  disk: DiskSpec,
  {
    id,
    boots,
    origin,
  }: { readonly id: string | undefined; readonly boots: boolean; readonly origin: string },
  { features }: QemuCapabilities,
): Argument {
  const cache = cacheOf(hvparams.disk_cache, disk.dev_type);
  const options = {
    file: driveUri(disk) ?? '',
    format: 'raw',
    if: id === undefined ? interfaceOf(hvparams.disk_type) : 'none',
    // The fork's own BIOS extension; IDE disks boot without it.
    boot: boots && features.bootFlag && hvparams.disk_type !== 'ide' ? true : undefined,
    cache: cache === 'default' ? undefined : cache,
    aio: hvparams.disk_aio,
    discard: hvparams.disk_discard === 'ignore' ? undefined : hvparams.disk_discard,
    id,
    'auto-read-only': features.autoReadOnly ? false : undefined,
  };
  return argument('-drive', renderOptions(undefined, options), origin);
}

/** `-drive` for a CD-ROM; the one that the guest boots from is an IDE one. */
export function cdromDriveArgument(
  { hvparams }: InstanceSpec,
  { image, origin }: Cdrom,
  boots: boolean,
  { features }: QemuCapabilities,
): Argument {
  const options = {
    file: image,
    media: 'cdrom',
    format: isUrl(image) ? undefined : 'raw',
    if: boots ? 'ide' : interfaceOf(cdromType(hvparams)),
    boot: boots && features.bootFlag ? true : undefined,
  };
  return argument('-drive', renderOptions(undefined, options), origin);
}

export function floppyDriveArgument(image: string): Argument {
  const options = { file: image, format: 'raw', if: 'floppy' };
  return argument('-drive', renderOptions(undefined, options), 'hvparams.floppy_image_path');
}

/** A NIC and its tap, joined by a hub of their own. */
export function netArguments(
  hub: number,
  nic: { readonly mac: string; readonly driver: string; readonly fd: number; readonly origin: string },
): Argument[] {
  const tap = { vlan: hub, fd: nic.fd };
  const card = { vlan: hub, macaddr: nic.mac, model: nic.driver };
  return [
    argument('-net', renderOptions('tap', tap), nic.origin),
    argument('-net', renderOptions('nic', card), nic.origin),
  ];
}

function interfaceOf(diskType: string): string {
  switch (diskType) {
    case 'paravirtual':
      return 'virtio';
    case 'scsi-hd':
    case 'scsi-cd':
      return 'scsi';
    case 'scsi-block':
    case 'scsi-generic':
      throw new CapabilityError(
        'hvparams.disk_type',
        `found ${JSON.stringify(diskType)}, this QEMU has no -device`,
      );
    default:
      return diskType;
  }
}
