import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';

import {
  diskBlockNode,
  diskDriver,
  diskProperties,
  placeDevice,
  placeDevices,
  type Argument,
  type HvParams,
  type InstanceSpec,
  type Placement,
  type QemuCapabilities,
} from '../src/index.ts';
import { cdromAndFloppyArguments } from '../src/devices/cdrom-arguments.ts';
import { controllerArguments } from '../src/devices/controller-arguments.ts';
import { diskArguments } from '../src/devices/disk-arguments.ts';
import { nicArguments } from '../src/devices/nic-arguments.ts';
import { instanceWith, uuidOf } from './device-instance.ts';
import { recordedCapabilities } from './fixtures.ts';
import { oddText } from './odd-text.ts';
import { startQemu, type RunningQemu } from './qemu.ts';

const capabilities: QemuCapabilities = recordedCapabilities();

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kvmkit-devices-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function imageAt(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  truncateSync(path, 1024 * 1024);
  return path;
}

/** A machine with an instance's devices and nothing else of ours; hubs stand in for taps. */
function start(binary: string, instance: InstanceSpec, placement: Placement): Promise<RunningQemu> {
  const taps = instance.nics.map(() => ({ tapFds: [3], vhostFds: [] }));
  const devices: readonly Argument[] = [
    ...controllerArguments(instance, placement, capabilities),
    { option: '-device', value: 'virtio-balloon', origin: 'balloon' },
    ...cdromAndFloppyArguments(instance, placement, capabilities),
    ...nicArguments(instance, placement, capabilities, taps),
    ...diskArguments(instance, placement, capabilities),
  ];
  const machine = placement.rootPorts === undefined ? 'pc' : 'q35';
  const argv = devices.flatMap(({ option, value = '' }) => [
    option,
    option === '-netdev' ? value.replace('type=tap,', 'type=hubport,hubid=0,').replace(',fd=3', '') : value,
  ]);
  return startQemu([binary, '-machine', `${machine},accel=tcg`, '-usb', '-display', 'none', '-S', ...argv]);
}

function withImages(count: number, folder: string, hvparams: Partial<HvParams>, nics = 0): InstanceSpec {
  const disks = Array.from({ length: count }, (_, index) => ({
    link: imageAt(join(folder, `${index}.img`)),
  }));
  return instanceWith({ disks, nics }, { vhost_net: false, ...hvparams });
}

/** Device and function in one number. */
async function slotOf(qemu: RunningQemu, id: string): Promise<number> {
  const devfn = await qemu.execute('qom-get', { path: `/machine/peripheral/${id}`, property: 'addr' });
  return Number(devfn) / 8;
}

function busOf(qemu: RunningQemu, id: string): Promise<unknown> {
  return qemu.execute('qom-get', { path: `/machine/peripheral/${id}`, property: 'parent_bus' });
}

describeEachQemu('devices', ({ binary }) => {
  test('whatever the file of a disk, a CD-ROM and a floppy is called, QEMU opens that file', async () => {
    const folder = temporaryFolder();
    const name = oddText(250).filter((text) => !text.includes('/') && !['.', '..'].includes(text));
    const property = fc.asyncProperty(name, name, name, async (disk, cdrom, floppy) => {
      const files = [
        imageAt(join(folder, 'd', disk)),
        imageAt(join(folder, 'c', cdrom)),
        imageAt(join(folder, 'f', floppy)),
      ];
      const [link, cdromImage = '', floppyImage = ''] = files;
      const hvparams = {
        cdrom_disk_type: 'ide',
        cdrom_image_path: cdromImage,
        floppy_image_path: floppyImage,
      } as const;
      const instance = instanceWith({ disks: [{ link }] }, hvparams);
      await using qemu = await start(binary, instance, placeDevices(instance));
      const nodes = (await qemu.execute('query-named-block-nodes', { flat: true })) as readonly {
        readonly drv: string;
        readonly file: string;
      }[];
      const opened = nodes.filter(({ drv }) => drv === 'file').map(({ file }) => file);
      expect(opened.toSorted()).toEqual(files.toSorted());
    });
    await fc.assert(property, {
      numRuns: 8,
      examples: [
        [',', ',,', 'a=b,c=d'],
        ['"', "'", ' '],
        ['{"a":1}', 'json:{}', 'nbd:x'],
        ['a\nb', '\\n', '%s'],
        ['漢😀'.repeat(35), ','.repeat(250), '"'.repeat(250)],
      ],
    });
  });

  test('a file may have a path of 4 KiB', async () => {
    const folder = temporaryFolder();
    // The kernel takes 4095 bytes, and 255 of each part.
    const missing = 4095 - Buffer.byteLength(folder);
    const parts = Array.from({ length: Math.floor(missing / 200) - 1 }, () => `/${','.repeat(199)}`).join('');
    const rest = missing - parts.length - 1;
    const path = `${folder}${parts}/${'a'.repeat(rest - 199 - 1)}/${'"'.repeat(199)}`;
    expect(Buffer.byteLength(path)).toBe(4095);
    const instance = instanceWith({ disks: [{ link: imageAt(path) }] });
    await using qemu = await start(binary, instance, placeDevices(instance));
    const nodes = await qemu.execute('query-named-block-nodes', { flat: true });
    expect(nodes).toContainEqual(expect.objectContaining({ drv: 'file', file: path }));
  });

  test.for<[disks: number, hvparams: Partial<HvParams>]>([
    [4, { disk_type: 'ide' }],
    [2, { disk_type: 'ide' }],
    [20, { disk_type: 'paravirtual' }],
    [8, { disk_type: 'scsi-hd', scsi_controller_type: 'lsi' }],
    [16, { disk_type: 'scsi-hd', scsi_controller_type: 'megasas' }],
    [16, { disk_type: 'scsi-cd', scsi_controller_type: 'virtio-scsi-pci' }],
    [6, { disk_type: 'ide', machine_version: 'q35' }],
    [14, { disk_type: 'scsi-hd', scsi_controller_type: 'virtio-scsi-pci', machine_version: 'q35' }],
  ])('%i disks of %j are all taken', async ([count, hvparams]) => {
    const folder = temporaryFolder();
    const instance = withImages(count, folder, hvparams);
    await using qemu = await start(binary, instance, placeDevices(instance));
    const blocks = (await qemu.execute('query-block')) as readonly {
      readonly inserted?: { readonly 'node-name': string };
    }[];
    const nodes = blocks.flatMap(({ inserted }) => inserted?.['node-name'] ?? []);
    expect(nodes.toSorted()).toEqual(instance.disks.map((_, index) => `disk-${uuidOf(index).slice(0, 18)}`));
  });

  test('IDE disks sit beside IDE CD-ROMs', async () => {
    const folder = temporaryFolder();
    for (const machine_version of ['pc', 'q35']) {
      const instance = withImages(2, folder, {
        disk_type: 'ide',
        cdrom_image_path: imageAt(join(folder, '1.iso')),
        cdrom2_image_path: imageAt(join(folder, '2.iso')),
        machine_version,
      });
      await using qemu = await start(binary, instance, placeDevices(instance));
      const nodes = await qemu.execute('query-named-block-nodes', { flat: true });
      expect(nodes).toContainEqual(expect.objectContaining({ file: join(folder, '2.iso') }));
    }
  });

  test.for(['lsi', 'megasas', 'virtio-scsi-pci'] as const)(
    'SCSI CD-ROMs and disks share an %s, and a disk comes later',
    async (scsi_controller_type) => {
      const folder = temporaryFolder();
      const instance = withImages(3, folder, {
        disk_type: 'scsi-hd',
        cdrom_disk_type: 'scsi-cd',
        scsi_controller_type,
        cdrom_image_path: imageAt(join(folder, '1.iso')),
        cdrom2_image_path: imageAt(join(folder, '2.iso')),
      });
      const placement = placeDevices(instance);
      await using qemu = await start(binary, instance, placement);
      const link = imageAt(join(folder, 'later.img'));
      const device = placeDevice({ kind: 'disk', uuid: uuidOf(9) }, instance, placement);
      expect(device.address).toMatchObject({ 'scsi-id': 3 });
      await plug(qemu, instance, { link, device });
      await expect(
        qemu.execute('qom-get', { path: `/machine/peripheral/${device.id}`, property: 'scsi-id' }),
      ).resolves.toBe(3);
    },
  );

  test.for([
    'paravirtual',
    'e1000',
    'rtl8139',
    'ne2k_pci',
    'i82551',
    'i82557b',
    'i82559er',
    'pcnet',
  ] as const)('NICs of the type %s sit where the placement says', async (nic_type) => {
    const folder = temporaryFolder();
    for (const machine_version of ['pc', 'q35']) {
      const instance = withImages(1, folder, { nic_type, machine_version }, 3);
      const placement = placeDevices(instance);
      await using qemu = await start(binary, instance, placement);
      for (const { id, address } of placement.nics) {
        await expect(slotOf(qemu, id)).resolves.toBe('slot' in address ? address.slot : undefined);
        await expect(busOf(qemu, id)).resolves.toMatch(
          new RegExp(`/${address.bus.replace('.', String.raw`\.`)}$`),
        );
      }
    }
  });

  test('six NE2000s find room on the ISA bus', async () => {
    const folder = temporaryFolder();
    const instance = withImages(0, folder, { nic_type: 'ne2k_isa' }, 6);
    await using qemu = await start(binary, instance, placeDevices(instance));
    const ports = instance.nics.map(({ uuid }) =>
      qemu.execute('qom-get', { path: `/machine/peripheral/nic-${uuid.slice(0, 18)}`, property: 'iobase' }),
    );
    await expect(Promise.all(ports)).resolves.toEqual([0x300, 0x320, 0x340, 0x360, 0x280, 0x380]);
  });

  test('the fewest reserved slots that are not refused are enough', async () => {
    const folder = temporaryFolder();
    for (const [machine_version, kvm_pci_reservations] of [
      ['pc', 5],
      ['q35', 3],
    ] as const) {
      const cdrom_image_path = imageAt(join(folder, 'a.iso'));
      const instance = withImages(1, folder, { machine_version, kvm_pci_reservations, cdrom_image_path });
      await using qemu = await start(binary, instance, placeDevices(instance));
      await expect(qemu.execute('query-status')).resolves.toMatchObject({ status: 'prelaunch' });
      const fewer = {
        ...instance,
        hvparams: { ...instance.hvparams, kvm_pci_reservations: kvm_pci_reservations - 1 },
      };
      expect(() => start(binary, fewer, placeDevices(fewer))).toThrow('hvparams.kvm_pci_reservations');
    }
  });

  test('a floppy has a controller on a PC and on a q35', async () => {
    const floppy_image_path = imageAt(join(temporaryFolder(), 'f.img'));
    for (const machine_version of ['pc', 'q35']) {
      const instance = instanceWith({}, { floppy_image_path, machine_version });
      await using qemu = await start(binary, instance, placeDevices(instance));
      const nodes = await qemu.execute('query-named-block-nodes', { flat: true });
      expect(nodes).toContainEqual(expect.objectContaining({ file: floppy_image_path }));
    }
  });

  test('a q35 with all the disks and NICs of Ganeti starts, and one with fewer takes a disk while it runs', async () => {
    const folder = temporaryFolder();
    const full = withImages(16, folder, { machine_version: 'q35' }, 8);
    const places = placeDevices(full);
    {
      await using qemu = await start(binary, full, places);
      for (const { id, address } of [...places.disks, ...places.nics]) {
        await expect(busOf(qemu, id)).resolves.toMatch(new RegExp(`/${address.bus}$`));
      }
    }
    const small = withImages(1, folder, { machine_version: 'q35' });
    const placement = placeDevices(small);
    await using qemu = await start(binary, small, placement);
    const device = placeDevice({ kind: 'disk', uuid: uuidOf(9) }, small, placement);
    await plug(qemu, small, { link: imageAt(join(folder, 'later.img')), device });
    await expect(busOf(qemu, device.id)).resolves.toMatch(/\/port1$/);
  });
});

/** A disk for a QEMU that runs, in the same words as at the start. */
async function plug(
  qemu: RunningQemu,
  { hvparams }: InstanceSpec,
  { link, device }: { readonly link: string; readonly device: ReturnType<typeof placeDevice> },
): Promise<void> {
  const disk = { dev_type: 'file', link } as const;
  await qemu.execute('blockdev-add', { ...diskBlockNode(disk, device.id, hvparams, capabilities) });
  const driver = diskDriver(hvparams.disk_type);
  await qemu.execute('device_add', { driver, ...diskProperties(hvparams, disk, device) });
}
