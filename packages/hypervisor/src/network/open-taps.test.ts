import { TapError, type Tap, type TapOptions } from '@kvmkit/host-fds';
import { defaultHvParams, type HvParams, type NicSpec } from '@kvmkit/kvm-cmdline';
import { describe, expect, test } from 'vitest';

import { openTaps } from './open-taps.ts';

const capabilities = { deviceTypes: ['virtio-net-pci'], tapParameters: ['vhost', 'fds'] };

/** A host whose interfaces come and go between two looks at them; the kernel's own taps are in test/taps.test.ts. */
class PlayedHost {
  readonly asked: TapOptions[] = [];
  readonly open = new Set<string>();
  readonly #listings: (readonly string[])[];
  readonly #failing: ReadonlySet<string>;

  constructor({
    listings = [[]],
    failing = [],
  }: {
    listings?: (readonly string[])[];
    failing?: readonly string[];
  }) {
    this.#listings = listings;
    this.#failing = new Set(failing);
  }

  async interfaceNames(): Promise<string[]> {
    return [...((this.#listings.length > 1 ? this.#listings.shift() : this.#listings[0]) ?? [])];
  }

  async openTap(options: TapOptions): Promise<Tap> {
    const name = options.name ?? `tap${this.asked.length}`;
    this.asked.push(options);
    if (this.#failing.has(name)) throw new TapError('TAP_CONFLICT', name, 'somebody else has the tap open');
    this.open.add(name);
    const close = (): void => void this.open.delete(name);
    return { name, vnetHdr: true, tapFds: [7], vhostFds: [], close, [Symbol.dispose]: close };
  }
}

function instanceWith(names: readonly (string | null)[], hvparams: Partial<HvParams> = {}) {
  const nics = names.map((name, index): NicSpec => ({
    uuid: `000000a${index}-01c0-4000-8000-00000000def0`,
    mac: 'aa:00:00:35:d8:00',
    nicparams: {},
    name,
  }));
  return { nics, hvparams: { ...defaultHvParams, vhost_net: false, ...hvparams } };
}

const communication = 'ganeti:communication:web1';

describe('the taps of an instance', () => {
  test('are in the order of its NICs, and closed together', async () => {
    const host = new PlayedHost({ listings: [['gnt.com.4']] });
    const opened = await openTaps(host, instanceWith([null, communication, 'eth1']), capabilities);
    expect(opened.taps.map(({ name }) => name)).toEqual(['tap0', 'gnt.com.5', 'tap2']);
    opened.close();
    opened.close();
    expect([...host.open]).toEqual([]);
  });

  test.for<[hvparams: Partial<HvParams>, asked: TapOptions]>([
    [{}, { queues: 1, vnetHdr: true, vhost: false }],
    [{ nic_type: 'e1000' }, { queues: 1, vnetHdr: false, vhost: false }],
    [
      { vhost_net: true, virtio_net_queues: 4 },
      { queues: 4, vnetHdr: true, vhost: true },
    ],
  ])('are what the parameters ask for: %j', async ([hvparams, asked]) => {
    const host = new PlayedHost({});
    using _ = await openTaps(host, instanceWith([null], hvparams), capabilities);
    expect(host.asked).toEqual([asked]);
  });

  test('are none where there are no NICs, even where this QEMU could have none', async () => {
    const host = new PlayedHost({});
    const incapable = { deviceTypes: [], tapParameters: [] };
    using opened = await openTaps(host, instanceWith([], { vhost_net: true }), incapable);
    expect(opened.taps).toEqual([]);
    await expect(openTaps(host, instanceWith([null], { vhost_net: true }), incapable)).rejects.toMatchObject({
      code: 'QEMU_UNSUITABLE',
    });
  });

  test('are all closed when one cannot be had', async () => {
    const host = new PlayedHost({ failing: ['tap2'] });
    const opening = openTaps(host, instanceWith([null, null, null]), capabilities);
    await expect(opening).rejects.toMatchObject({ code: 'TAP_CONFLICT', interfaceName: 'tap2' });
    expect([...host.open]).toEqual([]);
  });

  test('take the next name when another start was quicker', async () => {
    const host = new PlayedHost({
      listings: [[], ['gnt.com.0'], ['gnt.com.0', 'gnt.com.1']],
      failing: ['gnt.com.0', 'gnt.com.1'],
    });
    using opened = await openTaps(host, instanceWith([communication]), capabilities);
    expect(opened.taps.map(({ name }) => name)).toEqual(['gnt.com.2']);
  });

  test('are named by the kernel where a name would be shared: with several queues', async () => {
    const host = new PlayedHost({ listings: [['gnt.com.4']] });
    const hvparams = { vhost_net: true, virtio_net_queues: 2 };
    using _ = await openTaps(host, instanceWith([communication], hvparams), capabilities);
    expect(host.asked).toMatchObject([{ name: 'gnt.com.%d', queues: 2 }]);
  });

  test('are given up when a name is taken that is not listed', async () => {
    const host = new PlayedHost({ failing: ['gnt.com.0'] });
    await expect(openTaps(host, instanceWith([communication]), capabilities)).rejects.toMatchObject({
      code: 'TAP_CONFLICT',
    });
    expect(host.asked).toHaveLength(10);
  });
});
