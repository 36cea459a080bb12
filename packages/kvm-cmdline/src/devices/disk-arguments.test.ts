import { expect, test } from 'vitest';

import { instanceWith } from '../../test/device-instance.ts';
import { recordedCapabilities } from '../../test/fixtures.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { HvParams } from '../hv-parameters.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { controllerArguments } from './controller-arguments.ts';
import { diskArguments } from './disk-arguments.ts';
import { placeDevices } from './placement.ts';

const recorded = recordedCapabilities();

/** Options and values, one a line. */
function linesOf(instance: InstanceSpec, capabilities: QemuCapabilities = recorded): string[] {
  const placement = placeDevices(instance);
  return [
    ...controllerArguments(instance, placement, capabilities),
    ...diskArguments(instance, placement, capabilities),
  ].map(({ option, value = '' }) => `${option} ${value}`);
}

function devicesOf(instance: InstanceSpec): string[] {
  return linesOf(instance).filter((line) => line.startsWith('-device') && !line.includes('pcie-root-port'));
}

/** The JSON of the first `-blockdev`. */
function nodeOf(instance: InstanceSpec, capabilities?: QemuCapabilities): unknown {
  const node = linesOf(instance, capabilities).find((line) => line.startsWith('-blockdev '));
  return JSON.parse(node?.slice('-blockdev '.length) ?? 'null');
}

test('a device comes before its block node', () => {
  expect(linesOf(instanceWith({ disks: 1 })).map((line) => line.split(' ')[0])).toEqual([
    '-device',
    '-blockdev',
  ]);
});

test.for<[type: HvParams['disk_type'], devices: string[]]>([
  [
    'paravirtual',
    [
      '-device virtio-blk-pci,id=disk-932df160-7a22-0000,bus=pci.0,addr=0xc,drive=disk-932df160-7a22-0000,write-cache=on',
    ],
  ],
  ['ide', ['-device ide-hd,drive=disk-932df160-7a22-0000,write-cache=on']],
  ...(['scsi-hd', 'scsi-cd'] as const).map((type): [HvParams['disk_type'], string[]] => [
    type,
    [
      '-device lsi,id=scsi',
      `-device ${type},id=disk-932df160-7a22-0000,bus=scsi.0,channel=0,scsi-id=0,lun=0,drive=disk-932df160-7a22-0000,write-cache=on`,
    ],
  ]),
  ...(['scsi-block', 'scsi-generic'] as const).map((type): [HvParams['disk_type'], string[]] => [
    type,
    [
      '-device lsi,id=scsi',
      `-device ${type},id=disk-932df160-7a22-0000,bus=scsi.0,channel=0,scsi-id=0,lun=0,drive=disk-932df160-7a22-0000`,
    ],
  ]),
])('a disk of the type %s', ([disk_type, devices]) => {
  expect(devicesOf(instanceWith({ disks: 1 }, { disk_type }))).toEqual(devices);
});

test.for(['lsi', 'megasas', 'virtio-scsi-pci'] as const)('the SCSI controller may be a %s', (controller) => {
  const instance = instanceWith({}, { disk_type: 'scsi-hd', scsi_controller_type: controller });
  expect(linesOf(instance)).toEqual([`-device ${controller},id=scsi`]);
});

test('CD-ROMs need a SCSI controller too', () => {
  expect(linesOf(instanceWith({}, { cdrom_disk_type: 'scsi-cd' }))).toEqual(['-device lsi,id=scsi']);
});

test.for(['scsi', 'sd', 'mtd', 'pflash'] as const)(
  'no QEMU has a device for the type %s, and there need be no disk for that to matter',
  (disk_type) => {
    expect(() => linesOf(instanceWith({}, { disk_type }))).toThrow(
      expect.objectContaining({
        code: 'QEMU_UNSUITABLE',
        message: `hvparams.disk_type: found "${disk_type}", this QEMU has no device ${disk_type}`,
      }),
    );
  },
);

test('a controller that this QEMU has not is refused', () => {
  const deviceTypes = recorded.deviceTypes.filter((name) => name !== 'megasas');
  const instance = instanceWith({}, { disk_type: 'scsi-hd', scsi_controller_type: 'megasas' });
  expect(() => linesOf(instance, { ...recorded, deviceTypes })).toThrow(
    'hvparams.scsi_controller_type: found "megasas", this QEMU has no device megasas',
  );
});

test.for([
  ['default', 'file', false, 'on'],
  ['writeback', 'plain', false, 'on'],
  ['writethrough', 'file', false, 'off'],
  ['none', 'drbd', true, 'on'],
  ['writethrough', 'sharedfile', true, 'on'],
] as const)('the cache %s of a disk of %s', ([disk_cache, dev_type, direct, writeCache]) => {
  const instance = instanceWith({ disks: [{ dev_type }] }, { disk_cache });
  expect(nodeOf(instance)).toMatchObject({ cache: { direct, 'no-flush': false } });
  expect(devicesOf(instance)[0]).toMatch(new RegExp(`,write-cache=${writeCache}$`));
});

test.for([
  ['file', 'file'],
  ['sharedfile', 'file'],
  ['gluster', 'file'],
  ['plain', 'host_device'],
  ['rbd', 'host_device'],
] as const)('a disk of %s is opened as %s', ([dev_type, driver]) => {
  const instance = instanceWith({ disks: [{ dev_type }] }, { disk_aio: 'io_uring', disk_discard: 'unmap' });
  expect(nodeOf(instance)).toMatchObject({
    discard: 'unmap',
    file: { driver, filename: '/srv/0.img', aio: 'io_uring' },
  });
});

test('a storage that QEMU reaches by itself is no file, and its aio is its own', () => {
  const disk = { dev_type: 'rbd', link: null, uri: 'rbd:rbd/image1', params: { access: 'userspace' } };
  expect(nodeOf(instanceWith({ disks: [disk] }))).toMatchObject({
    file: { driver: 'rbd', pool: 'rbd', image: 'image1' },
  });
  expect(nodeOf(instanceWith({ disks: [disk] }))).not.toHaveProperty('file.aio');
});

test('a QEMU that knows auto-read-only is told not to open a disk for reading only', () => {
  expect(nodeOf(instanceWith({ disks: 1 }))).toMatchObject({ 'auto-read-only': false });
  const features = { ...recorded.features, autoReadOnly: false };
  expect(nodeOf(instanceWith({ disks: 1 }), { ...recorded, features })).not.toHaveProperty('auto-read-only');
});

test('io_uring needs a QEMU that has it', () => {
  const features = { ...recorded.features, ioUring: false };
  expect(() =>
    linesOf(instanceWith({ disks: 1 }, { disk_aio: 'io_uring' }), { ...recorded, features }),
  ).toThrow('hvparams.disk_aio: found "io_uring", which this QEMU has not');
});

test.for<[what: string, disks: number, nics: number, hvparams: Partial<HvParams>, message: RegExp]>([
  [
    'writing through the cache that a passed-through disk has itself',
    1,
    0,
    { disk_type: 'scsi-block', disk_cache: 'writethrough' },
    /^hvparams\.disk_cache: found "writethrough", allowed: another value: the write cache of a scsi-block/,
  ],
  [
    'a fifth IDE disk',
    5,
    0,
    { disk_type: 'ide' },
    /^hvparams\.disk_type: found "ide", .*5 disks and 0 CD-ROMs: there are 4 IDE units/,
  ],
  [
    'a CD-ROM beside four IDE disks',
    4,
    0,
    { disk_type: 'ide', cdrom_image_path: '/srv/a.iso' },
    /^hvparams\.disk_type: .*4 disks and 1 CD-ROMs/,
  ],
  [
    'a seventh disk on the ports of a q35',
    7,
    0,
    { disk_type: 'ide', machine_version: 'q35' },
    /^hvparams\.disk_type: .*there are 6 IDE units/,
  ],
  [
    'a ninth disk on an lsi',
    9,
    0,
    { disk_type: 'scsi-hd' },
    /^hvparams\.scsi_controller_type: found "lsi", .*an lsi has no target for disk-932df160-7a22-0008$/,
  ],
  [
    'a disk in the slot of the balloon',
    1,
    0,
    { kvm_pci_reservations: 3 },
    /^hvparams\.kvm_pci_reservations: found 3, allowed: 4 to 32: other devices of this guest take slots 0 to 3$/,
  ],
  [
    'a NIC in a slot that the guest agent, SPICE, sound, a SCSI controller and CD-ROMs need',
    0,
    1,
    {
      kvm_pci_reservations: 9,
      use_guest_agent: true,
      spice_bind: '127.0.0.1',
      soundhw: 'hda',
      disk_type: 'scsi-hd',
      cdrom_disk_type: 'paravirtual',
      cdrom_image_path: '/srv/a.iso',
      cdrom2_image_path: '/srv/b.iso',
    },
    /^hvparams\.kvm_pci_reservations: found 9, allowed: 10 to 32/,
  ],
  [
    'a root port in the slot of the VGA',
    1,
    0,
    { kvm_pci_reservations: 2, machine_version: 'q35' },
    /^hvparams\.kvm_pci_reservations: found 2, allowed: 3 to 32/,
  ],
  [
    'a CD-ROM that would be a hard disk',
    0,
    0,
    { disk_type: 'scsi-hd', cdrom_image_path: '/srv/a.iso' },
    /^hvparams\.cdrom_disk_type: found "", allowed: "ide", .*\(disk_type scsi-hd makes no CD-ROM\)$/,
  ],
  [
    'a name that JSON can not hold',
    0,
    0,
    { floppy_image_path: '/srv/\uFFFE' },
    /^hvparams\.floppy_image_path: .*noncharacters$/,
  ],
  [
    'a seventh NE2000 on ISA',
    0,
    7,
    { nic_type: 'ne2k_isa' },
    /^hvparams\.nic_type: .*7 NICs: there are ports for 6/,
  ],
])('%s is refused by its setting', ([, disks, nics, hvparams, message]) => {
  expect(() => linesOf(instanceWith({ disks, nics }, hvparams))).toThrow(message);
});

test('without a VGA there is a slot more', () => {
  expect(devicesOf(instanceWith({ disks: 1 }, { kvm_pci_reservations: 3, vga: 'none' }))).toHaveLength(1);
});

test('what has no disks and NICs may have any number of reserved slots', () => {
  expect(linesOf(instanceWith({}, { kvm_pci_reservations: 0 }))).toEqual([]);
});

test('a q35 has all of its root ports at the start, eight in a slot, and boots by index', () => {
  const lines = linesOf(instanceWith({ disks: 2 }, { machine_version: 'q35' }));
  const ports = lines.filter((line) => line.includes('pcie-root-port'));
  expect(ports).toHaveLength(24);
  expect(ports[0]).toBe('-device pcie-root-port,id=port0,bus=pcie.0,addr=0xc.0,multifunction=on,chassis=1');
  expect(ports[23]).toBe(
    '-device pcie-root-port,id=port23,bus=pcie.0,addr=0xe.7,multifunction=on,chassis=24',
  );
  expect(lines.slice(24).filter((line) => line.startsWith('-device'))).toEqual([
    '-device virtio-blk-pci,id=disk-932df160-7a22-0000,bus=port0,addr=0x0,drive=disk-932df160-7a22-0000,write-cache=on,bootindex=1',
    '-device virtio-blk-pci,id=disk-932df160-7a22-0001,bus=port1,addr=0x0,drive=disk-932df160-7a22-0001,write-cache=on',
  ]);
});

test('each IDE disk of a q35 has a port of its own, after those of the CD-ROMs', () => {
  const instance = instanceWith(
    { disks: 2 },
    { disk_type: 'ide', machine_version: 'q35', cdrom_image_path: '/srv/a.iso', kernel_path: '/boot/k' },
  );
  expect(devicesOf(instance)).toEqual([
    '-device ide-hd,bus=ide.1,drive=disk-932df160-7a22-0000,write-cache=on',
    '-device ide-hd,bus=ide.2,drive=disk-932df160-7a22-0001,write-cache=on',
  ]);
});

test('the first two IDE devices of a PC have their places from QEMU, as Ganeti’s; more need to be told', () => {
  expect(devicesOf(instanceWith({ disks: 2 }, { disk_type: 'ide' }))).toEqual([
    '-device ide-hd,drive=disk-932df160-7a22-0000,write-cache=on',
    '-device ide-hd,drive=disk-932df160-7a22-0001,write-cache=on',
  ]);
  const beside = { disk_type: 'ide', cdrom_image_path: '/srv/a.iso' } as const;
  expect(devicesOf(instanceWith({ disks: 2 }, beside))).toEqual([
    '-device ide-hd,bus=ide.0,unit=1,drive=disk-932df160-7a22-0000,write-cache=on',
    '-device ide-hd,bus=ide.1,unit=0,drive=disk-932df160-7a22-0001,write-cache=on',
  ]);
});
