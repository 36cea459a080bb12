import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import { CapabilityError } from '../errors.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { renderOptions } from '../option-string.ts';
import { isScsi } from './disk-drivers.ts';
import { hasDevice } from './old-spellings.ts';
import type { Placement } from './placement.ts';
import { rootPortArguments } from './root-ports.ts';

/**
 * What the placed devices hang from; comes before every other `-device`. The root ports of a q35 and the controller of
 * its floppy, which a PC has by itself, then the SCSI controller where disks or CD-ROMs need one.
 * @throws {CapabilityError} `QEMU_UNSUITABLE`
 */
export function controllerArguments(
  instance: InstanceSpec,
  { rootPorts }: Placement,
  capabilities: QemuCapabilities,
): Argument[] {
  const { kvm_pci_reservations: reservedSlots, floppy_image_path: floppy } = instance.hvparams;
  if (rootPorts === undefined) return scsiControllerArguments(instance, capabilities);
  return [
    ...rootPortArguments(rootPorts, reservedSlots),
    ...(floppy === '' ? [] : [argument('-device', 'isa-fdc', 'hvparams.floppy_image_path')]),
    ...scsiControllerArguments(instance, capabilities),
  ];
}

function scsiControllerArguments({ hvparams }: InstanceSpec, capabilities: QemuCapabilities): Argument[] {
  if (!isScsi(hvparams.disk_type) && !isScsi(hvparams.cdrom_disk_type)) return [];
  if (!hasDevice(capabilities)) return [];
  const { scsi_controller_type: controller } = hvparams;
  // QEMU lists a device by its name, and `lsi` is an alias (system/qdev-monitor.c).
  const name = controller === 'lsi' ? 'lsi53c895a' : controller;
  if (!capabilities.deviceTypes.includes(name)) {
    throw new CapabilityError(
      'hvparams.scsi_controller_type',
      `found ${JSON.stringify(controller)}, this QEMU has no device ${name}`,
    );
  }
  return [argument('-device', renderOptions(controller, { id: 'scsi' }), 'hvparams.scsi_controller_type')];
}
