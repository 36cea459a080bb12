import { expect, test } from 'vitest';

import { instanceWith } from '../../test/device-instance.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { HvParams } from '../hv-parameters.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { parseCapabilities } from '../qemu-texts/parse-capabilities.ts';
import { cdromAndFloppyArguments } from './cdrom-arguments.ts';
import { controllerArguments } from './controller-arguments.ts';
import { diskArguments } from './disk-arguments.ts';
import { nicArguments } from './nic-arguments.ts';
import { placeDevices } from './placement.ts';

/** A QEMU before `-blockdev`; the fork that it is of has `boot=on`. */
const with012 = parseCapabilities({
  help: 'QEMU PC emulator version 0.12.5 (qemu-kvm-0.12.5)\n-drive [file=file][,if=type][,boot=on|off]\n-netdev tap,id=str[,fd=h]\n',
  machines: '',
  devices: 'name "virtio-blk-pci", bus PCI\nname "virtio-net-pci", bus PCI\nname "ide-hd", bus IDE\n',
});
/** One before `-device`, too. */
const with091: QemuCapabilities = {
  ...with012,
  deviceTypes: [],
  features: { ...with012.features, netdev: false },
};

function linesOf(instance: InstanceSpec, capabilities: QemuCapabilities): string[] {
  const placement = placeDevices(instance);
  return [
    ...controllerArguments(instance, placement, capabilities),
    ...cdromAndFloppyArguments(instance, placement, capabilities),
    ...diskArguments(instance, placement, capabilities),
  ].map(({ option, value = '' }) => `${option} ${value}`);
}

test('a QEMU without -blockdev has the drive behind the device', () => {
  const hvparams = { disk_cache: 'none', disk_discard: 'unmap' } as const;
  expect(linesOf(instanceWith({ disks: [{ link: '/srv/a,b' }, {}] }, hvparams), with012)).toEqual([
    '-device virtio-blk-pci,id=disk-932df160-7a22-0000,bus=pci.0,addr=0xc,drive=disk-932df160-7a22-0000',
    '-drive file=/srv/a,,b,format=raw,if=none,boot=on,cache=none,aio=threads,discard=unmap,id=disk-932df160-7a22-0000',
    '-device virtio-blk-pci,id=disk-932df160-7a22-0001,bus=pci.0,addr=0xd,drive=disk-932df160-7a22-0001',
    '-drive file=/srv/1.img,format=raw,if=none,cache=none,aio=threads,discard=unmap,id=disk-932df160-7a22-0001',
  ]);
});

test.for<[disk_type: HvParams['disk_type'], drive: string]>([
  ['paravirtual', 'if=virtio,boot=on'],
  ['ide', 'if=ide'],
  ['scsi-hd', 'if=scsi,boot=on'],
  ['scsi-cd', 'if=scsi,boot=on'],
  ['mtd', 'if=mtd,boot=on'],
  ['pflash', 'if=pflash,boot=on'],
  ['sd', 'if=sd,boot=on'],
])('a QEMU without -device has the disk type %s in the drive', ([disk_type, drive]) => {
  expect(linesOf(instanceWith({ disks: 1 }, { disk_type }), with091)).toEqual([
    `-drive file=/srv/0.img,format=raw,${drive},aio=threads`,
  ]);
});

test('what only a device can be needs a QEMU that has -device', () => {
  expect(() => linesOf(instanceWith({ disks: 1 }, { disk_type: 'scsi-block' }), with091)).toThrow(
    'hvparams.disk_type: found "scsi-block", this QEMU has no -device',
  );
});

test('a guest that boots from a CD-ROM has an IDE one, and none of its disks has the boot flag', () => {
  const hvparams = {
    boot_order: 'cdrom',
    cdrom_image_path: '/srv/a.iso',
    cdrom2_image_path: 'http://mirror.example.com/b.iso',
    floppy_image_path: '/srv/f.img',
  } as const;
  expect(linesOf(instanceWith({ disks: 1 }, hvparams), with091)).toEqual([
    '-drive file=/srv/a.iso,media=cdrom,format=raw,if=ide,boot=on',
    '-drive file=http://mirror.example.com/b.iso,media=cdrom,if=virtio',
    '-drive file=/srv/f.img,format=raw,if=floppy',
    '-drive file=/srv/0.img,format=raw,if=virtio,aio=threads',
  ]);
});

test('a QEMU without -netdev joins each NIC and its tap by a hub', () => {
  const instance = instanceWith({ nics: 2 }, { vhost_net: false, nic_type: 'e1000' });
  const taps = [20, 21].map((fd) => ({ tapFds: [fd], vhostFds: [] }));
  const args = nicArguments(instance, placeDevices(instance), with091, taps);
  expect(args.map(({ option, value = '' }) => `${option} ${value}`)).toEqual([
    '-net tap,vlan=0,fd=20',
    '-net nic,vlan=0,macaddr=aa:00:00:35:d8:00,model=e1000',
    '-net tap,vlan=1,fd=21',
    '-net nic,vlan=1,macaddr=aa:00:00:35:d8:01,model=e1000',
  ]);
});
