import { defaultHvParams, type HvParams } from '@kvmkit/kvm-cmdline';
import { expect } from 'vitest';

import { openTaps } from '../src/network/open-taps.ts';
import { nicsOfWeb1, test } from './support/network-lab.ts';

const capabilities = { deviceTypes: ['virtio-net-pci'], tapParameters: ['vhost', 'fds'] };
const parameters = (changes: Partial<HvParams>): HvParams => ({ ...defaultHvParams, ...changes });

test.for<Partial<HvParams>>([{ vhost_net: false }, { vhost_net: true, virtio_net_queues: 2 }])(
  'two starts at once have different taps of instance communication: %j',
  async (changes, { network }) => {
    // What is raced for are the names; few machines have vhost.
    const host = { ...network.port, openTap: (asked: object) => network.openTap({ ...asked, vhost: false }) };
    const nics = nicsOfWeb1('', { name: 'ganeti:communication:web1' }).nics.map(({ nic }) => nic);
    const start = () => openTaps(host, { nics, hvparams: parameters(changes) }, capabilities);
    const both = await Promise.all([start(), start(), start()]);
    const names = both.flatMap(({ taps }) => taps.map(({ name }) => name));
    expect(new Set(names)).toEqual(new Set(['gnt.com.0', 'gnt.com.1', 'gnt.com.2']));
    for (const opened of both) opened.close();
    expect(network.run('ip', '-o', 'link')).not.toContain('gnt.com');
  },
);

test('vhost is wanted and not there: nothing is left open', async ({ network, skip }) => {
  const nics = nicsOfWeb1('', {}).nics.map(({ nic }) => nic);
  const opening = openTaps(network.port, { nics, hvparams: parameters({ vhost_net: true }) }, capabilities);
  const opened = await opening.catch((error: unknown) => error);
  if (!(opened instanceof Error)) {
    (await opening).close();
    skip('this machine has vhost-net');
  }
  expect(opened).toMatchObject({ code: 'VHOST_UNAVAILABLE' });
  expect(network.run('ip', '-o', 'link')).not.toContain('tap');
});
