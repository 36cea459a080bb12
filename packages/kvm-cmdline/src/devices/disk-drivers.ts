import type { HvParams } from '../hv-parameters.ts';

/** What `-device` calls a `disk_type`; most are QEMU's own names. */
export function diskDriver(diskType: HvParams['disk_type']): string {
  switch (diskType) {
    case 'paravirtual':
      return 'virtio-blk-pci';
    case 'ide':
      return 'ide-hd';
    case 'scsi-hd':
    case 'scsi-cd':
    case 'scsi-block':
    case 'scsi-generic':
    // No devices of any QEMU; only `-drive if=` knows them.
    case 'scsi':
    case 'sd':
    case 'mtd':
    case 'pflash':
      return diskType;
  }
}

/** Whether a `disk_type` sits on a SCSI controller. */
export function isScsi(diskType: string): boolean {
  return ['scsi-hd', 'scsi-cd', 'scsi-block', 'scsi-generic'].includes(diskType);
}

/** The type of the CD-ROMs: the disks', where there is none of their own. */
export function cdromType({
  cdrom_disk_type: ownType,
  disk_type: diskType,
}: Pick<HvParams, 'cdrom_disk_type' | 'disk_type'>): HvParams['disk_type'] {
  return ownType === '' ? diskType : ownType;
}
