import { expect, test } from 'vitest';

import { defaultHvParams, type HvParams } from './hv-parameters.ts';
import { queueOptions, tapFeatures, type NetworkCapabilities, type TapFeatures } from './tap-features.ts';

const modern: NetworkCapabilities = {
  deviceTypes: ['e1000', 'virtio-net-pci'],
  tapParameters: ['fds', 'vhost', 'vnet_hdr'],
};

const plain: TapFeatures = { driver: 'virtio-net-pci', vnetHdr: true, vhost: true, queues: 1 };

test.for<[title: string, Partial<HvParams>, NetworkCapabilities, TapFeatures]>([
  ['by default are vhost and headers', {}, modern, plain],
  ['have as many queues as are set', { virtio_net_queues: 4 }, modern, { ...plain, queues: 4 }],
  [
    'have one queue without vhost, however many are set',
    { vhost_net: false, virtio_net_queues: 4 },
    modern,
    { ...plain, vhost: false },
  ],
  ['have no headers where those are off', { vnet_hdr: false }, modern, { ...plain, vnetHdr: false }],
  [
    'of an emulated card are none, and its settings are not asked for',
    { nic_type: 'e1000', virtio_net_queues: 8 },
    { deviceTypes: ['e1000'], tapParameters: [] },
    { driver: 'e1000', vnetHdr: false, vhost: false, queues: 1 },
  ],
  [
    'of a QEMU without virtio-net-pci are without headers',
    {},
    { ...modern, deviceTypes: [] },
    { ...plain, driver: 'virtio', vnetHdr: false },
  ],
])('the features of a tap %s', ([, settings, capabilities, features]) => {
  expect(tapFeatures({ ...defaultHvParams, ...settings }, capabilities)).toEqual(features);
});

test.for<[missing: string, setting: string, Partial<HvParams>]>([
  ['vhost', 'hvparams.vhost_net', { virtio_net_queues: 2 }],
  ['fds', 'hvparams.virtio_net_queues', { virtio_net_queues: 2 }],
])('a QEMU whose taps have no %s is unsuitable for what is set', ([missing, setting, settings]) => {
  const tapParameters = modern.tapParameters.filter((name) => name !== missing);
  expect(() => tapFeatures({ ...defaultHvParams, ...settings }, { ...modern, tapParameters })).toThrow(
    expect.objectContaining({ code: 'QEMU_UNSUITABLE', setting }),
  );
});

test('a device with several queues is told so, with an interrupt for each, one for configuration and one for control', () => {
  expect(queueOptions({ queues: 1 })).toEqual({});
  expect(queueOptions({ queues: 4 })).toEqual({ mq: true, vectors: 10 });
});
