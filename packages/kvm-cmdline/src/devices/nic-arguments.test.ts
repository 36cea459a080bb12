import { expect, test } from 'vitest';

import { instanceWith } from '../../test/device-instance.ts';
import { recordedCapabilities } from '../../test/fixtures.ts';
import type { HvParams } from '../hv-parameters.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { nicArguments, type NicTap } from './nic-arguments.ts';
import { placeDevices } from './placement.ts';

const recorded = recordedCapabilities();

function linesOf(instance: InstanceSpec, taps: readonly NicTap[]): string[] {
  const args = nicArguments(instance, placeDevices(instance), recorded, taps);
  return args.map(({ option, value = '' }) => `${option} ${value}`);
}

const oneQueue: NicTap = { tapFds: [20], vhostFds: [30] };
const withoutVhost: NicTap = { tapFds: [20], vhostFds: [] };

test('without NICs there is no network at all', () => {
  expect(linesOf(instanceWith({}), [])).toEqual(['-net none']);
});

test('a NIC has the descriptors that it is given, after the disks on the bus', () => {
  expect(linesOf(instanceWith({ disks: 1, nics: 1 }), [oneQueue])).toEqual([
    '-netdev type=tap,id=nic-932df160-7a22-0000,fd=20,vhostfd=30,vhost=on',
    '-device virtio-net-pci,id=nic-932df160-7a22-0000,bus=pci.0,addr=0xd,netdev=nic-932df160-7a22-0000,mac=aa:00:00:35:d8:00',
  ]);
});

test('several queues have a descriptor each, and an interrupt for each direction', () => {
  const taps = [{ tapFds: [20, 21], vhostFds: [30, 31] }];
  expect(linesOf(instanceWith({ nics: 1 }, { virtio_net_queues: 2 }), taps)).toEqual([
    '-netdev type=tap,id=nic-932df160-7a22-0000,fds=20:21,vhostfds=30:31,vhost=on',
    '-device virtio-net-pci,id=nic-932df160-7a22-0000,bus=pci.0,addr=0xc,netdev=nic-932df160-7a22-0000,mac=aa:00:00:35:d8:00,mq=on,vectors=6',
  ]);
});

test('without vhost there is one queue and no descriptor of it', () => {
  const instance = instanceWith({ nics: 1 }, { vhost_net: false, virtio_net_queues: 2 });
  expect(linesOf(instance, [withoutVhost])[0]).toBe('-netdev type=tap,id=nic-932df160-7a22-0000,fd=20');
});

test.for(['e1000', 'rtl8139', 'ne2k_pci', 'i82551', 'i82557b', 'i82559er', 'pcnet'] as const)(
  'a NIC may be a %s',
  (nic_type) => {
    expect(linesOf(instanceWith({ nics: 1 }, { nic_type }), [withoutVhost])[1]).toBe(
      `-device ${nic_type},id=nic-932df160-7a22-0000,bus=pci.0,addr=0xc,netdev=nic-932df160-7a22-0000,mac=aa:00:00:35:d8:00`,
    );
  },
);

test('NE2000s on ISA sit on no PCI bus, and each has ports and an interrupt of its own', () => {
  const lines = linesOf(instanceWith({ nics: 2 }, { nic_type: 'ne2k_isa' }), [withoutVhost, withoutVhost]);
  expect(lines.filter((line) => line.startsWith('-device'))).toEqual([
    '-device ne2k_isa,id=nic-932df160-7a22-0000,netdev=nic-932df160-7a22-0000,mac=aa:00:00:35:d8:00,iobase=0x300,irq=9',
    '-device ne2k_isa,id=nic-932df160-7a22-0001,netdev=nic-932df160-7a22-0001,mac=aa:00:00:35:d8:01,iobase=0x320,irq=10',
  ]);
});

test('the first NIC of a q35 boots by index', () => {
  const hvparams: Partial<HvParams> = { machine_version: 'q35', boot_order: 'network' };
  const lines = linesOf(instanceWith({ nics: 2 }, hvparams), [oneQueue, oneQueue]);
  expect(lines.map((line) => line.includes('bus=port0') && line.endsWith(',bootindex=1'))).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test('more or fewer descriptors than queues are a mistake of the caller', () => {
  const instance = instanceWith({ nics: 1 });
  expect(() => linesOf(instance, [])).toThrow(new TypeError('1 NICs, but 0 taps'));
  expect(() => linesOf(instance, [withoutVhost])).toThrow(
    new TypeError('NIC 0 has 1 queues with vhost, but 1 descriptors of its tap and 0 of vhost'),
  );
});
