import type { QemuCapabilities } from '../capabilities.ts';
import { CapabilityError, SpecificationError } from '../errors.ts';
import type { HvParams } from '../hv-parameters.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { foundText } from '../problem-texts.ts';
import { cdromsOf } from './cdroms.ts';
import { cdromType, diskDriver, isScsi } from './disk-drivers.ts';
import { ideCapacity, ideCdroms, ideDisks } from './ide-units.ts';
import { isaResources } from './isa-nics.ts';
import { hasBlockdev, hasDevice } from './old-spellings.ts';
import type { Placement } from './placement.ts';

/**
 * Refuses what this QEMU, or every one, would refuse of the devices together, by the setting to blame.
 * @throws {SpecificationError} `SPECIFICATION_INVALID`
 * @throws {CapabilityError} `QEMU_UNSUITABLE`
 */
export function checkDevices(
  instance: InstanceSpec,
  placement: Placement,
  capabilities: QemuCapabilities,
): void {
  checkNames(instance);
  checkDiskDriver(instance, capabilities);
  checkDiskSettings(instance, capabilities);
  checkCdroms(instance);
  checkIdeUnits(instance, placement);
  checkScsiTargets(instance, placement);
  checkReservations(instance, placement);
  checkIsaNics(instance);
}

/** QEMU's JSON knows none of Unicode's noncharacters (`is_valid_codepoint` in util/unicode.c). */
function checkNames({ hvparams, disks }: InstanceSpec): void {
  const names: readonly (readonly [path: string, name: string | null | undefined])[] = [
    ...disks.flatMap(({ link, uri }, index) => [
      [`disks.${index}.link`, link] as const,
      [`disks.${index}.uri`, uri] as const,
    ]),
    ...(['cdrom_image_path', 'cdrom2_image_path', 'floppy_image_path'] as const).map(
      (name) => [`hvparams.${name}`, hvparams[name]] as const,
    ),
  ];
  const problems = names
    .filter(([, name]) => /\p{Noncharacter_Code_Point}/u.test(name ?? ''))
    .map(([path, name]) => ({
      path,
      found: foundText(name),
      allowed: 'text without Unicode’s noncharacters',
    }));
  if (problems.length > 0) throw new SpecificationError(problems);
}

function checkDiskDriver({ hvparams }: InstanceSpec, capabilities: QemuCapabilities): void {
  const driver = diskDriver(hvparams.disk_type);
  if (capabilities.deviceTypes.includes(driver)) return;
  if (!hasDevice(capabilities) && !hasBlockdev(capabilities)) return;
  throw new CapabilityError(
    'hvparams.disk_type',
    `found ${JSON.stringify(hvparams.disk_type)}, this QEMU has no device ${driver}`,
  );
}

function checkDiskSettings({ hvparams, disks }: InstanceSpec, { features }: QemuCapabilities): void {
  if (disks.length === 0) return;
  if (hvparams.disk_aio === 'io_uring' && !features.ioUring) {
    throw new CapabilityError('hvparams.disk_aio', 'found "io_uring", which this QEMU has not');
  }
  if (hasOwnWriteCache(hvparams.disk_type) && hvparams.disk_cache === 'writethrough') {
    refuse(
      'disk_cache',
      hvparams,
      `another value: the write cache of a ${hvparams.disk_type} is the disk’s own`,
    );
  }
}

/** Commands of the guest go to the disk as they are: QEMU's device has no `write-cache`. */
export function hasOwnWriteCache(diskType: HvParams['disk_type']): boolean {
  return diskType === 'scsi-block' || diskType === 'scsi-generic';
}

function checkCdroms({ hvparams }: InstanceSpec): void {
  const type = cdromType(hvparams);
  if (cdromsOf(hvparams).length === 0 || ['ide', 'paravirtual', 'scsi-cd'].includes(type)) return;
  const inherited = hvparams.cdrom_disk_type === '' ? ` (disk_type ${type} makes no CD-ROM)` : '';
  refuse('cdrom_disk_type', hvparams, `"ide", "paravirtual", "scsi-cd"${inherited}`);
}

function checkIdeUnits(instance: InstanceSpec, placement: Placement): void {
  const [disks, cdroms, units] = [ideDisks(instance), ideCdroms(instance), ideCapacity(placement)];
  if (disks + cdroms <= units) return;
  refuse(
    disks === 0 ? 'cdrom_disk_type' : 'disk_type',
    instance.hvparams,
    `another value for ${disks} disks and ${cdroms} CD-ROMs: there are ${units} IDE units`,
  );
}

function checkScsiTargets({ hvparams }: InstanceSpec, { disks }: Placement): void {
  if (hvparams.scsi_controller_type !== 'lsi') return;
  // hw/scsi/lsi53c895a.c counts targets 0 to 7 (LSI_MAX_DEVS).
  const beyond = disks.find(({ address }) => !('slot' in address) && address['scsi-id'] > 7);
  if (beyond === undefined) return;
  refuse(
    'scsi_controller_type',
    hvparams,
    `"megasas", "virtio-scsi-pci" for ${disks.length} disks: an lsi has no target for ${beyond.id}`,
  );
}

function checkReservations(instance: InstanceSpec, { disks, nics, rootPorts }: Placement): void {
  const { hvparams } = instance;
  const placed = [...disks, ...nics].filter(({ address }) => 'slot' in address);
  if (placed.length === 0) return;
  const taken = rootPorts === undefined ? slotsOfOthers(instance) : slotsOfChipset(hvparams);
  if (hvparams.kvm_pci_reservations >= taken) return;
  refuse(
    'kvm_pci_reservations',
    hvparams,
    `${taken} to 32: other devices of this guest take slots 0 to ${taken - 1}`,
  );
}

function checkIsaNics({ hvparams, nics }: InstanceSpec): void {
  if (hvparams.nic_type !== 'ne2k_isa' || nics.length <= isaResources.length) return;
  refuse(
    'nic_type',
    hvparams,
    `another value for ${nics.length} NICs: there are ports for ${isaResources.length} of these`,
  );
}

/** The host bridge, the ISA bridge of an i440fx, the VGA: QEMU makes them before any `-device`. */
function slotsOfChipset({ vga }: HvParams): number {
  return 2 + (vga === 'none' ? 0 : 1);
}

/** These and the devices without an address of their own, which QEMU gives the first free slots. */
function slotsOfOthers({ hvparams }: InstanceSpec): number {
  const balloon = 1;
  const present = [
    isScsi(hvparams.disk_type) || isScsi(hvparams.cdrom_disk_type),
    hvparams.use_guest_agent,
    hvparams.spice_bind !== '' && hvparams.spice_use_vdagent,
    hvparams.soundhw !== '',
  ].filter(Boolean).length;
  const cdroms = cdromType(hvparams) === 'paravirtual' ? cdromsOf(hvparams).length : 0;
  return slotsOfChipset(hvparams) + balloon + present + cdroms;
}

function refuse(name: keyof HvParams, hvparams: HvParams, allowed: string): never {
  throw new SpecificationError([
    { path: `hvparams.${name}`, found: JSON.stringify(hvparams[name]), allowed },
  ]);
}
