import {
  acpiInMachine,
  glusterServer,
  isAlikeBesideArgv,
  isArgvBut,
  onRootPorts,
  pieces,
  pinnedMachine,
  refusesDeviceName,
  refusesOptionOf,
  replacing,
  vncOnAddress,
  withAccelerator,
  withDrives,
  withPlacedCdroms,
  withRunWith,
  withoutBlanks,
  withoutRoot,
  withoutWriteCache,
} from './argv-changes.ts';
import { leavesOpen, runsAnotherQemu, setOf, valueOf } from './case-parameters.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { firstDifference } from './same-meaning.ts';
import { isRefusedFor, refusedFor, type WantedDifference } from './wanted-difference.ts';

const ofCommandLines: readonly WantedDifference[] = [
  {
    where: { when: ({ instance }) => !isUuid(valueOf(instance, 'uuid') ?? ordinaryUuid) },
    instead: refusedFor('uuid'),
    reason: 'QEMU takes a UUID for -uuid, and of the rest the ids of devices are made',
  },
  {
    where: { when: ({ hvparams }) => isOpenMachine(valueOf(hvparams, 'machine_version')) },
    instead: isArgvBut(pinnedMachine),
    reason: 'an alias is another machine in another QEMU: what it stands for is written in its place',
  },
  {
    where: { when: ({ hvparams }) => valueOf(hvparams, 'kvm_flag') === 'disabled' },
    instead: isArgvBut(withAccelerator('tcg')),
    reason: 'kvm_flag "disabled" is TCG, also where the binary would have taken KVM by itself',
  },
  {
    where: { when: ({ hvparams }) => lacksRoot(hvparams) },
    instead: isArgvBut(withoutRoot),
    reason: 'a root that is not set is not named to the kernel, and "None" is no device',
  },
  {
    where: { when: ({ hvparams }) => /, /.test(String(valueOf(hvparams, 'usb_devices'))) },
    instead: isArgvBut(withoutBlanks('-usbdevice')),
    reason: 'a blank after a comma is no part of the name of a USB device',
  },
  {
    where: { when: ({ hvparams }) => hasEmptyPart(valueOf(hvparams, 'usb_devices')) },
    instead: refusedFor('hvparams.usb_devices'),
    reason: 'nothing between two commas is no USB device, as QEMU would say too late',
  },
  {
    where: { when: ({ hvparams }) => String(valueOf(hvparams, 'soundhw')).includes(',') },
    instead: refusedFor('hvparams.soundhw'),
    reason: 'QEMU takes one card for -audio: several are refused before it is started',
  },
  {
    where: { when: ({ hvparams }) => (valueOf(hvparams, 'kvm_extra') ?? '') !== '' },
    instead: refusesOptionOf('hvparams.kvm_extra'),
    reason: 'an option that the help of this QEMU does not know is refused by the name of the setting',
  },
  {
    where: {
      when: ({ hvparams }) =>
        ['cpu_type', 'vga', 'soundhw', 'usb_devices'].some((name) => (valueOf(hvparams, name) ?? '') !== ''),
    },
    instead: refusesDeviceName(),
    reason:
      'a processor, a card or a USB device that this QEMU does not have is refused before it is started',
  },
  {
    where: { flag: 'ganeti-bug:vnc-interface-without-ipv4' },
    instead: isArgvBut(vncOnAddress),
    reason: 'an interface without IPv4 has an IPv6 address to listen on, and is no directory of sockets',
  },
  {
    where: {
      flag: 'ganeti-bug:vnc-path-unreachable',
      when: ({ hvparams }) => String(valueOf(hvparams, 'vnc_bind_address')).startsWith('/'),
    },
    instead: (answer, recorded) => answer.kind === 'result' && recorded.python_error === true,
    reason:
      'a directory of sockets is a place for VNC, as Ganeti itself says before it stumbles over the slash',
  },
  {
    where: {},
    instead: (answer, recorded) => 'argv' in recorded && isRefusedFor(answer, crossRules),
    reason:
      'parameters that contradict each other are refused by a start too, and not only where Ganeti’s master checks them',
  },
  {
    where: {
      when: ({ hvparams }) => leavesOpen(hvparams, 'disk_discard') || leavesOpen(hvparams, 'disk_aio'),
    },
    instead: (answer) => isRefusedFor(answer, /^hvparams\.disk_(?:discard|aio)$/),
    reason: 'QEMU takes no empty value for discard and aio: it is refused before it is started',
  },
  {
    where: { flag: 'ganeti-bug:comma-escaping' },
    instead: (answer, recorded) =>
      answer.kind === 'result' &&
      firstDifference(pieces(recorded), pieces(answer.result)) === undefined &&
      isAlikeBesideArgv(recorded, answer.result),
    reason: 'a comma in a value is doubled, or stands in JSON: else QEMU takes the rest for another option',
  },
  {
    where: { flag: 'ganeti-bug:vnc-interface-without-ipv4' },
    instead: refusedFor('hvparams.vnc_bind_address'),
    reason: 'an interface without any address is no place to listen on, nor a directory of sockets',
  },
  {
    where: { when: ({ instance }) => valueOf(instance, 'network_port') === null },
    instead: refusedFor('network_port'),
    reason: 'VNC and SPICE need a port, and "None" is none',
  },
  {
    where: { when: ({ hvparams }) => !isPc(valueOf(hvparams, 'machine_version')) },
    instead: (answer) => isRefusedFor(answer, /^hvparams\.machine_version\b/),
    reason:
      'a machine without a PCI bus has no place for the devices of an instance, and a pattern is no machine',
  },
  {
    where: { flag: 'ganeti-bug:ftp-as-http' },
    instead: isArgvBut(replacing(/^file\.driver=http$/, 'file.driver=ftp')),
    reason: 'an FTP URL needs the FTP driver of QEMU',
  },
  {
    where: { flag: 'ganeti-bug:gluster-server-list' },
    instead: isArgvBut(glusterServer),
    reason: 'a list of servers is written as QEMU reads lists, and not as Python prints them',
  },
  {
    where: { flag: 'ganeti-bug:needs-qmp' },
    instead: refusedFor('runtime directory'),
    reason: 'a QEMU without -qmp could not be managed once it runs: it is refused before it is started',
  },
  {
    where: { when: isOnHelpOfTwoLines },
    instead: isArgvBut(withRunWith),
    reason: 'QEMU 11 has -run-with with user and chroot, which its help says on two lines',
  },
  {
    where: { group: 'accept' },
    instead: isArgvBut(acpiInMachine),
    reason: 'the receiving QEMU has no -no-acpi any more: it is told in its own words',
  },
  {
    where: { group: 'accept' },
    instead: refusedFor('hvparams.machine_version'),
    reason: 'a machine that the receiving QEMU does not have is refused before it is started',
  },
  {
    where: { when: isBeforeQemu2 },
    instead: isArgvBut(withDrives),
    reason: 'a QEMU without -blockdev is given its disks as drives',
  },
  {
    where: { when: isBeforeQemu2 },
    instead: (answer) =>
      isRefusedFor(
        answer,
        /^hvparams\.(?:spice_use_vdagent|use_guest_agent|scsi_controller_type|soundhw|vnc_tls)$/,
      ),
    reason: 'a device that this QEMU does not list is refused before it is started',
  },
  {
    where: { when: runsAnotherQemu },
    instead: (answer, recorded) =>
      answer.kind === 'result' && /QEMU 5.0|KVM version/.test(recorded.error ?? ''),
    reason: 'io_uring is asked of the QEMU that will run, and not of the one at Ganeti’s own path',
  },
  {
    where: {
      when: ({ hvparams }) => /^scsi-(?:block|generic)$/.test(String(valueOf(hvparams, 'disk_type'))),
    },
    instead: isArgvBut(withoutWriteCache),
    reason: 'commands of the guest go to such a disk as they are, and QEMU’s device has no write cache',
  },
  {
    where: { when: ({ hvparams }) => valueOf(hvparams, 'disk_type') === 'scsi-cd' },
    instead: isArgvBut(withPlacedCdroms),
    reason: 'a SCSI CD-ROM has an address that no disk can take, else QEMU gives it that of the first disk',
  },
  {
    where: { when: ({ disks }) => /"uri":"rbd:[^"]*:id=/.test(JSON.stringify(disks ?? [])) },
    instead: (answer, recorded) => answer.kind === 'result' && /URI scheme/.test(recorded.error ?? ''),
    reason: 'the user in the URI of an rbd is taken as Ganeti HEAD takes it',
  },
  {
    where: { when: ({ hvparams }) => String(valueOf(hvparams, 'machine_version')).includes('q35') },
    instead: isArgvBut(onRootPorts),
    reason: 'a q35 has no pci.0: each device gets a PCIe root port of its own, as hot-plug needs it',
  },
];

/** Every difference that is meant between whole command lines, with its reason. */
export const wantedCommandLines: readonly WantedDifference[] = ofCommandLines.flatMap(({ where, ...rest }) =>
  (where.group === undefined ? ['start', 'qemu', 'accept', 'genrt'] : [where.group]).map((group) => ({
    where: { ...where, group },
    ...rest,
  })),
);

const ordinaryUuid = '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11';

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);
}

function isPc(machine: unknown): boolean {
  if (typeof machine !== 'string') return machine === undefined;
  return machine === '' || /^(?:pc|q35)(?:-[\w.-]+)?$/.test(machine);
}

function isOpenMachine(machine: unknown): boolean {
  return machine === undefined || machine === '' || machine === 'pc' || machine === 'q35';
}

const crossRules =
  /^hvparams\.\w+ (?:spice-needs-bind|spice-ip-family|native-aio-needs-no-cache|verify-needs-certificates|user-needs-domain|domain-needs-user|serial-speed|cdrom-boot-needs-image)$/;

function hasEmptyPart(list: unknown): boolean {
  return typeof list === 'string' && list !== '' && list.split(',').some((part) => part.trim() === '');
}

function lacksRoot(hvparams: unknown): boolean {
  return (valueOf(hvparams, 'kernel_path') ?? '') !== '';
}

function isBeforeQemu2(asked: ConformanceCase): boolean {
  return /^[01]\./.test(setOf(asked));
}

function isOnHelpOfTwoLines(asked: ConformanceCase): boolean {
  return setOf(asked).startsWith('11.');
}
