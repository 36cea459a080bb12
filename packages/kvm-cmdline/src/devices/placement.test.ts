import { expect, test } from 'vitest';

import type { InstanceSpec } from '../instance-spec.ts';
import { parseInstanceSpec } from '../parse-instance-spec.ts';
import { deviceId } from './device-id.ts';
import { placeDevices } from './placement.ts';

const uuidOf = (index: number): string => `932df160-7a22-${String(index).padStart(4, '0')}-a566-7e0ca8386133`;

function withDisks(count: number, reservations: number): InstanceSpec {
  return parseInstanceSpec({
    name: 'web1',
    uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10',
    hvparams: { kvm_pci_reservations: reservations },
    disks: Array.from({ length: count }, (_, index) => ({ uuid: uuidOf(index), link: `/srv/${index}.img` })),
  });
}

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
  expect(placeDevices(withDisks(0, 32))).toEqual({ disks: [] });
});
