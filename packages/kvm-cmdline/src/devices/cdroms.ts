import type { HvParams } from '../hv-parameters.ts';
import type { ScsiAddress } from './device-address.ts';
import { cdromType, isScsi } from './disk-drivers.ts';

/** A CD-ROM that has an image. */
export interface Cdrom {
  /** Of device and block node: `cdrom1`. */
  readonly id: string;
  readonly image: string;
  readonly origin: 'hvparams.cdrom_image_path' | 'hvparams.cdrom2_image_path';
  /** Only where another device might take the one that QEMU would choose. */
  readonly address?: ScsiAddress;
}

type CdromParams = Pick<
  HvParams,
  'cdrom_image_path' | 'cdrom2_image_path' | 'cdrom_disk_type' | 'disk_type' | 'scsi_controller_type'
>;

export function cdromsOf(hvparams: CdromParams): Cdrom[] {
  const { cdrom_image_path: first, cdrom2_image_path: second } = hvparams;
  const cdroms: readonly Cdrom[] = [
    { id: 'cdrom1', image: first, origin: 'hvparams.cdrom_image_path', ...addressOf(0, hvparams) },
    { id: 'cdrom2', image: second, origin: 'hvparams.cdrom2_image_path', ...addressOf(1, hvparams) },
  ];
  return cdroms.filter(({ image }) => image !== '');
}

// QEMU gives a CD-ROM the first free target, which is the first disk's: beside SCSI disks they sit at the far end.
function addressOf(index: number, hvparams: CdromParams): { readonly address?: ScsiAddress } {
  if (cdromType(hvparams) !== 'scsi-cd' || !isScsi(hvparams.disk_type)) return {};
  const last = lastTarget(hvparams.scsi_controller_type);
  return { address: { bus: 'scsi.0', channel: 0, 'scsi-id': last - index, lun: 0 } };
}

/** An LSI controller is target 7 itself; the others have more than the 16 that Ganeti counts. */
function lastTarget(controller: HvParams['scsi_controller_type']): number {
  return controller === 'lsi' ? 6 : 15;
}
