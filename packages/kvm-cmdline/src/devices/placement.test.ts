import { expect, test } from 'vitest';

import type { InstanceSpec } from '../instance-spec.ts';
import { instanceWith, uuidOf } from '../../test/device-instance.ts';
import type { HvParams } from '../hv-parameters.ts';
import { busOccupants } from './buses.ts';
import type { DeviceAddress } from './device-address.ts';
import { deviceId } from './device-id.ts';
import { placeDevice, placeDevices, type Placement } from './placement.ts';

const withDisks = (count: number, reservations: number): InstanceSpec =>
  instanceWith({ disks: count }, { kvm_pci_reservations: reservations });

const withDevices = (disks: number, nics: number, hvparams: Partial<HvParams>): InstanceSpec =>
  instanceWith({ disks, nics }, hvparams);

function addressesOf({ disks, nics }: Placement): DeviceAddress[] {
  return [...disks, ...nics].map(({ address }) => address);
}

const target = (id: number): DeviceAddress => ({ bus: 'scsi.0', channel: 0, 'scsi-id': id, lun: 0 });
const slot = (number: number): DeviceAddress => ({ bus: 'pci.0', slot: number });

test('a device’s id is its kind and the first three groups of its UUID', () => {
  expect(deviceId('disk', '932df160-7a22-4067-a566-7e0ca8386133')).toBe('disk-932df160-7a22-4067');
  expect(deviceId('nic', '932df160-7a22-4067-a566-7e0ca8386133')).toBe('nic-932df160-7a22-4067');
});

test('disks sit in the slots after the reservations, in their order', () => {
  expect(placeDevices(withDisks(2, 12))).toEqual({
    disks: [
      { uuid: uuidOf(0), id: 'disk-932df160-7a22-0000', address: { bus: 'pci.0', slot: 12 } },
      { uuid: uuidOf(1), id: 'disk-932df160-7a22-0001', address: { bus: 'pci.0', slot: 13 } },
    ],
    nics: [],
  });
});

test('the last slot of the bus can be taken', () => {
  const { disks } = placeDevices(withDisks(20, 12));
  expect(disks.at(-1)?.address).toEqual({ bus: 'pci.0', slot: 31 });
});

test('a full bus is refused, with a list of who sits where', () => {
  expect(() => placeDevices(withDisks(3, 30))).toThrow(
    expect.objectContaining({
      name: 'PlacementError',
      code: 'BUS_FULL',
      bus: 'pci.0',
      occupants: {
        'slots 0 to 29': 'reserved',
        'slot 30': 'disk-932df160-7a22-0000',
        'slot 31': 'disk-932df160-7a22-0001',
      },
      message:
        'no free slot on pci.0 for disk-932df160-7a22-0002; taken: slots 0 to 29 reserved, ' +
        'slot 30 disk-932df160-7a22-0000, slot 31 disk-932df160-7a22-0001',
    }),
  );
});

test('a bus that is reserved as a whole has no place for a disk, but needs none without disks', () => {
  expect(() => placeDevices(withDisks(1, 32))).toThrow('taken: slots 0 to 31 reserved');
  expect(placeDevices(withDisks(0, 32))).toEqual({ disks: [], nics: [] });
});

test('NICs sit in the slots after the disks', () => {
  expect(addressesOf(placeDevices(withDevices(2, 2, {})))).toEqual([12, 13, 14, 15].map(slot));
});

test('SCSI disks sit at the targets of their controller, and NICs alone on the PCI bus', () => {
  const placement = placeDevices(withDevices(2, 1, { disk_type: 'scsi-hd' }));
  expect(addressesOf(placement)).toEqual([target(0), target(1), slot(12)]);
});

test('IDE disks and ISA NICs take a slot each, as in Ganeti', () => {
  const placement = placeDevices(withDevices(1, 2, { disk_type: 'ide', nic_type: 'ne2k_isa' }));
  expect(addressesOf(placement)).toEqual([12, 13, 14].map(slot));
});

test('a seventeenth SCSI disk finds no target', () => {
  const sixteen = withDevices(16, 0, { disk_type: 'scsi-block' });
  expect(placeDevices(sixteen).disks.at(-1)?.address).toEqual(target(15));
  expect(() => placeDevices(withDevices(17, 0, { disk_type: 'scsi-block' }))).toThrow(
    /^no free target on scsi\.0 for disk-932df160-7a22-0016; taken: target 0 disk-932df160-7a22-0000, target 1/,
  );
});

test.for([
  ['lsi', [6, 5]],
  ['megasas', [15, 14]],
] as const)('CD-ROMs beside SCSI disks sit at the far end of an %s', ([controller, ids]) => {
  const { hvparams } = withDevices(0, 0, {
    disk_type: 'scsi-hd',
    cdrom_disk_type: 'scsi-cd',
    cdrom_image_path: '/srv/1.iso',
    cdrom2_image_path: '/srv/2.iso',
    scsi_controller_type: controller,
  });
  const targets = busOccupants({ hvparams }, [])['scsi.0'] ?? [];
  expect(ids.map((id) => targets[id])).toEqual(['cdrom1', 'cdrom2']);
  expect(targets.filter((occupant) => occupant !== undefined)).toHaveLength(2);
});

test('a device that comes later takes the first hole', () => {
  const instance = withDevices(3, 0, {});
  const placement = placeDevices(instance);
  const holed = { ...placement, disks: placement.disks.filter((_, index) => index !== 1) };
  const uuid = uuidOf(9);
  expect(placeDevice({ kind: 'nic', uuid }, instance, holed)).toEqual({
    uuid,
    id: 'nic-932df160-7a22-0009',
    address: slot(13),
  });
});

test('a device that brings id and address keeps them', () => {
  const instance = withDevices(1, 0, {});
  const hvinfo = { driver: 'virtio-blk-pci', id: 'hotdisk-7d9a3b1c-pci-4', bus: 'pci.0', addr: '0x1e' };
  expect(placeDevice({ kind: 'disk', uuid: uuidOf(9), hvinfo }, instance, placeDevices(instance))).toEqual({
    uuid: uuidOf(9),
    id: 'hotdisk-7d9a3b1c-pci-4',
    address: slot(30),
  });
});

test.for([
  [
    '0xc',
    /^no free slot 12 on pci\.0 for disk-932df160-7a22-0009; taken: slots 0 to 11 reserved, slot 12 disk-/,
  ],
  ['0x3', /^no free slot 3 on pci\.0/],
  ['0x20', /^no free slot 32 on pci\.0/],
] as const)('a device can not have the slot %s that is taken, reserved or not there', ([addr, message]) => {
  const instance = withDevices(1, 0, {});
  const hvinfo = { bus: 'pci.0', addr };
  const request = { kind: 'disk', uuid: uuidOf(9), hvinfo } as const;
  expect(() => placeDevice(request, instance, placeDevices(instance))).toThrow(message);
});

test('a device can not have a place of another bus', () => {
  const instance = withDevices(0, 0, { disk_type: 'scsi-hd' });
  const request = { kind: 'disk', uuid: uuidOf(9), hvinfo: { bus: 'pci.0', addr: '0xc' } } as const;
  expect(() => placeDevice(request, instance, placeDevices(instance))).toThrow(
    'no free place of the bus pci.0 on scsi.0 for disk-932df160-7a22-0009; none is taken',
  );
});

test.for(['q35', 'pc-q35-7.2'])('on a %s each device has a root port of its own', (machine_version) => {
  const instance = withDevices(1, 1, { machine_version });
  const placement = placeDevices(instance);
  expect(placement.rootPorts).toBe(24);
  expect(addressesOf(placement)).toEqual([
    { bus: 'port0', slot: 0 },
    { bus: 'port1', slot: 0 },
  ]);
  const later = placeDevice({ kind: 'disk', uuid: uuidOf(9) }, instance, placement);
  expect(later.address).toEqual({ bus: 'port2', slot: 0 });
});

test('a machine type that the specification leaves open may be a q35', () => {
  expect(placeDevices(withDevices(0, 0, {}), 'pc-q35-7.2').rootPorts).toBe(24);
  expect(placeDevices(withDevices(0, 0, {}), 'pc-i440fx-7.2').rootPorts).toBeUndefined();
});

test('all the disks and NICs that Ganeti knows find a root port, and one more is told who has them', () => {
  const instance = withDevices(16, 8, { machine_version: 'q35' });
  const placement = placeDevices(instance);
  expect(placement.nics.at(-1)?.address).toEqual({ bus: 'port23', slot: 0 });
  expect(() => placeDevice({ kind: 'nic', uuid: uuidOf(99) }, instance, placement)).toThrow(
    /^no free root port on pcie\.0 for nic-932df160-7a22-0099; taken: root port 0 disk-.*, root port 23 nic-932df160-7a22-0007$/,
  );
});

test.for([
  [28, 8],
  [29, 0],
  [32, 0],
])('%i reserved slots leave room for %i root ports', ([reservations, ports]) => {
  const instance = withDevices(0, 0, { machine_version: 'q35', kvm_pci_reservations: reservations ?? 0 });
  expect(placeDevices(instance).rootPorts).toBe(ports);
});

test('a q35 without a root port has no place at all', () => {
  expect(() => placeDevices(withDevices(1, 0, { machine_version: 'q35', kvm_pci_reservations: 29 }))).toThrow(
    'no free root port on pcie.0 for disk-932df160-7a22-0000; none is taken',
  );
});
