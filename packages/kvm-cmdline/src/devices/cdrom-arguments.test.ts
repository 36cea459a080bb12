import { expect, test } from 'vitest';

import { instanceWith } from '../../test/device-instance.ts';
import { recordedCapabilities } from '../../test/fixtures.ts';
import type { HvParams } from '../hv-parameters.ts';
import { cdromAndFloppyArguments } from './cdrom-arguments.ts';
import { placeDevices } from './placement.ts';

const recorded = recordedCapabilities();

function linesOf(hvparams: Partial<HvParams>): string[] {
  const instance = instanceWith({ disks: 1 }, hvparams);
  const args = cdromAndFloppyArguments(instance, placeDevices(instance), recorded);
  return args.map(({ option, value = '' }) => `${option} ${value}`);
}

function nodesOf(hvparams: Partial<HvParams>): unknown[] {
  return linesOf(hvparams)
    .filter((line) => line.startsWith('-blockdev '))
    .map((line): unknown => JSON.parse(line.slice('-blockdev '.length)));
}

const two = { cdrom_image_path: '/srv/1.iso', cdrom2_image_path: '/srv/2.iso' } as const;

test('without an image there is no CD-ROM and no floppy', () => {
  expect(linesOf({})).toEqual([]);
});

test.for([
  ['', ['-device virtio-blk-pci,drive=cdrom1', '-device virtio-blk-pci,drive=cdrom2']],
  ['ide', ['-device ide-cd,drive=cdrom1', '-device ide-cd,drive=cdrom2']],
  ['scsi-cd', ['-device scsi-cd,drive=cdrom1', '-device scsi-cd,drive=cdrom2']],
] as const)('CD-ROMs of the type %j', ([cdrom_disk_type, devices]) => {
  expect(linesOf({ ...two, cdrom_disk_type }).filter((line) => line.startsWith('-device'))).toEqual(devices);
});

test('a CD-ROM is read through the host’s cache and never written', () => {
  expect(nodesOf(two)).toEqual([
    {
      driver: 'raw',
      'node-name': 'cdrom1',
      'read-only': true,
      cache: { direct: false, 'no-flush': true },
      file: { driver: 'file', filename: '/srv/1.iso' },
    },
    expect.objectContaining({ 'node-name': 'cdrom2', file: { driver: 'file', filename: '/srv/2.iso' } }),
  ]);
});

test.for(['http', 'https', 'ftp', 'ftps'])(
  'the URL of a CD-ROM is read by the driver of its scheme, %s',
  (scheme) => {
    const url = `${scheme}://mirror.example.com/a,b.iso`;
    expect(nodesOf({ cdrom_image_path: url })).toMatchObject([{ file: { driver: scheme, url } }]);
  },
);

test('SCSI CD-ROMs beside SCSI disks sit where no disk comes to sit', () => {
  const devices = linesOf({ ...two, disk_type: 'scsi-hd', cdrom_disk_type: 'scsi-cd' });
  expect(devices.filter((line) => line.startsWith('-device'))).toEqual([
    '-device scsi-cd,bus=scsi.0,channel=0,scsi-id=6,lun=0,drive=cdrom1',
    '-device scsi-cd,bus=scsi.0,channel=0,scsi-id=5,lun=0,drive=cdrom2',
  ]);
});

test('the CD-ROMs of a q35 have a port each, and the first boots by index', () => {
  const hvparams = { ...two, cdrom_disk_type: 'ide', machine_version: 'q35', boot_order: 'cdrom' } as const;
  expect(linesOf(hvparams).filter((line) => line.startsWith('-device'))).toEqual([
    '-device ide-cd,bus=ide.0,drive=cdrom1,bootindex=1',
    '-device ide-cd,bus=ide.1,drive=cdrom2',
  ]);
});

test('a floppy is a node and a device', () => {
  expect(linesOf({ floppy_image_path: '/srv/floppy,1.img' })).toEqual([
    '-blockdev {"driver":"raw","node-name":"floppy1","file":{"driver":"file","filename":"/srv/floppy,1.img"}}',
    '-device floppy,drive=floppy1',
  ]);
});

test('each argument says which image it is for', () => {
  const instance = instanceWith({}, { ...two, floppy_image_path: '/srv/f' });
  const args = cdromAndFloppyArguments(instance, placeDevices(instance), recorded);
  expect(args.map(({ origin }) => origin)).toEqual(
    ['cdrom_image_path', 'cdrom2_image_path', 'floppy_image_path'].flatMap((name) => [
      `hvparams.${name}`,
      `hvparams.${name}`,
    ]),
  );
});
