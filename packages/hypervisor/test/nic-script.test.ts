import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Tap } from '@kvmkit/host-fds';
import type { NicSpec } from '@kvmkit/kvm-cmdline';
import { describe, expect } from 'vitest';

import { configureNics, deconfigureNics } from '../src/network/configure-nics.ts';
import { nicsOfWeb1, test, type NetworkLab } from './support/network-lab.ts';

/** Connects a NIC of web1. */
function up({ port }: NetworkLab, { name }: Pick<Tap, 'name'>, nic: Partial<NicSpec>): Promise<unknown> {
  return configureNics(port, nicsOfWeb1(name, nic));
}

async function down({ port }: NetworkLab, { name }: Pick<Tap, 'name'>, nic: Partial<NicSpec>): Promise<void> {
  await expect(deconfigureNics(port, nicsOfWeb1(name, nic))).resolves.toEqual([]);
}

const bridged = (link: string, vlan?: string): Partial<NicSpec> => ({
  nicparams: { mode: 'bridged', link, ...(vlan === undefined ? {} : { vlan }) },
});

describe('a bridged NIC', () => {
  test.for([1, 2])(
    'with %d queues is a port of the bridge, and no address of the host',
    async (queues, { network }) => {
      network.run('ip', 'link', 'add', 'br0', 'type', 'bridge');
      network.run('ip', 'link', 'set', 'dev', 'br0', 'mtu', '1400', 'up');
      using tap = await network.openTap({ queues });
      await up(network, tap, bridged('br0'));
      expect(network.link(tap.name)).toMatchObject({
        master: 'br0',
        mtu: 1400,
        flags: expect.arrayContaining(['UP']),
        address: expect.stringMatching(/^fe:/),
        addr_info: [],
      });
      await down(network, tap, bridged('br0'));
      expect(network.link(tap.name)).not.toHaveProperty('master');
      expect(network.link(tap.name).flags).not.toContain('UP');
    },
  );

  test('is down already when its tap has gone with the guest', async ({ network }) => {
    network.run('ip', 'link', 'add', 'br0', 'type', 'bridge');
    const tap = await network.openTap();
    const { name } = tap;
    await up(network, tap, bridged('br0'));
    tap.close();
    await down(network, { name }, bridged('br0'));
  });

  test('is down when its tap goes at the very moment', async ({ network }) => {
    network.run('ip', 'link', 'add', 'br0', 'type', 'bridge');
    using tap = await network.openTap();
    await up(network, tap, bridged('br0'));
    const real = network.run('which', 'ip').trim();
    const lines = [
      '#!/bin/sh',
      `case "$*" in *nomaster*) ${real} link del ${tap.name} ;; esac`,
      `exec ${real} "$@"`,
    ];
    await writeFile(join(network.folder, 'ip'), lines.join('\n'), { mode: 0o755 });
    const port = await network.portWith({ PATH: `${network.folder}:$PATH` });
    await expect(deconfigureNics(port, nicsOfWeb1(tap.name, bridged('br0')))).resolves.toEqual([]);
    expect(network.run('ip', '-o', 'link')).not.toContain(tap.name);
  });

  test('is left alone when its tap’s name is another guest’s by now', async ({ network }) => {
    network.run('ip', 'link', 'add', 'br0', 'type', 'bridge');
    using tap = await network.openTap();
    await up(network, tap, bridged('br0'));
    await down(network, tap, { ...bridged('br0'), uuid: '000000a1-01c0-4000-8000-00000000def1' });
    expect(network.link(tap.name)).toMatchObject({ master: 'br0' });
  });

  test.for<[what: string, nic: Partial<NicSpec>, words: string]>([
    ['a bridge that is not there', bridged('br9'), 'bridge br9 does not exist'],
    ['something else than a bridge', bridged('lo'), 'lo is an interface, but no bridge'],
    ['no bridge at all', bridged(''), 'a bridged NIC needs a bridge, and LINK is not set'],
  ])('of %s is refused', async ([, nic, words], { network }) => {
    using tap = await network.openTap();
    await expect(up(network, tap, nic)).rejects.toThrow(`ended with status 1: ${words}`);
  });

  test('of a tap that is not there is refused', async ({ network }) => {
    await expect(up(network, { name: 'tap9' }, bridged('br0'))).rejects.toThrow(
      'the tap tap9 does not exist',
    );
  });
});

describe('a NIC in VLANs', () => {
  test('is in these alone', async ({ network, skip }) => {
    try {
      network.run('ip', 'link', 'add', 'br0', 'type', 'bridge', 'vlan_filtering', '1');
    } catch (error) {
      skip(`no bridge with VLAN filtering: ${String(error).trim().split('\n').at(-1)}`);
    }
    using tap = await network.openTap();
    await up(network, tap, bridged('br0', '.10:20'));
    expect(network.json('bridge', '-j', 'vlan', 'show', 'dev', tap.name)).toMatchObject([
      { vlans: [{ vlan: 10, flags: ['PVID', 'Egress Untagged'] }, { vlan: 20 }] },
    ]);
  });

  test('is refused by a bridge that does not filter VLANs, with the reason', async ({ network }) => {
    network.run('ip', 'link', 'add', 'br0', 'type', 'bridge');
    const kernelFilters = network.run('ip', '-d', 'link', 'show', 'br0').includes('vlan_protocol');
    using tap = await network.openTap();
    await expect(up(network, tap, bridged('br0', '10'))).rejects.toThrow(
      kernelFilters
        ? 'VLAN is 10, but bridge br0 does not filter VLANs: ip link set dev br0 type bridge vlan_filtering 1'
        : "VLAN is 10, but the kernel's bridges cannot filter VLANs (CONFIG_BRIDGE_VLAN_FILTERING)",
    );
    expect(network.link(tap.name)).not.toHaveProperty('master');
  });

  test.for(['.', ':', '10:', '10::20', 'x', '10 20', '10,20', '0', '4095', ':1:40960', '..5'])(
    'is refused when they are no list of VLANs: %j',
    async (vlan, { network }) => {
      using tap = await network.openTap();
      await expect(up(network, tap, bridged('br0', vlan))).rejects.toThrow(`VLAN is "${vlan}", expected`);
    },
  );
});

const routed = (link?: string): Partial<NicSpec> => ({
  ip: '192.0.2.5',
  nicparams: { mode: 'routed', ...(link === undefined ? {} : { link }) },
});

/** The rules for what comes from an interface. */
function rulesOf(network: NetworkLab, family = '-4'): string {
  return network
    .run('ip', family, 'rule', 'show')
    .split('\n')
    .filter((line) => line.includes('iif'))
    .map((line) => line.replace(/^\d+:\s+/, '').trim())
    .join();
}

function setting(network: NetworkLab, name: string): string {
  return network.run('cat', `/proc/sys/net/${name}`).trim();
}

describe('a routed NIC', () => {
  test.for([1, 2])(
    'with %d queues has a route, and the host answers for others on its wire',
    async (queues, { network }) => {
      using tap = await network.openTap({ queues });
      await up(network, tap, routed());
      expect(network.json('ip', '-j', 'route', 'show', '192.0.2.5')).toMatchObject([
        { dev: tap.name, protocol: 'static' },
      ]);
      expect(setting(network, `ipv4/conf/${tap.name}/proxy_arp`)).toBe('1');
      expect(setting(network, `ipv4/conf/${tap.name}/forwarding`)).toBe('1');
      expect(network.link(tap.name)).toMatchObject({ flags: expect.arrayContaining(['UP']), addr_info: [] });
      await down(network, tap, routed());
      expect(network.json('ip', '-j', 'route', 'show', '192.0.2.5')).toEqual([]);
    },
  );

  test('with a table has a rule and a route of that table, once, however often it is connected', async ({
    network,
  }) => {
    using tap = await network.openTap();
    await up(network, tap, routed('100'));
    await up(network, tap, routed('100'));
    expect(rulesOf(network)).toBe(`from all iif ${tap.name} lookup 100`);
    expect(network.json('ip', '-j', 'route', 'show', 'table', '100')).toMatchObject([
      { dst: '192.0.2.5', dev: tap.name },
    ]);
    await down(network, tap, routed('100'));
    expect(rulesOf(network)).toBe('');
    await down(network, tap, routed('100'));
  });

  test('leaves no rule when its tap has gone with the guest', async ({ network }) => {
    const tap = await network.openTap();
    const { name } = tap;
    await up(network, tap, routed('100'));
    tap.close();
    expect(rulesOf(network)).toContain('[detached]');
    await down(network, { name }, routed('100'));
    expect(rulesOf(network)).toBe('');
  });

  test('leaves the rules of a guest that has its tap’s name by now', async ({ network }) => {
    using tap = await network.openTap();
    await up(network, tap, routed('100'));
    await down(network, tap, { ...routed('100'), uuid: '000000a1-01c0-4000-8000-00000000def1' });
    expect(rulesOf(network)).toBe(`from all iif ${tap.name} lookup 100`);
  });

  test('may have an IPv6 address', async ({ network }) => {
    using tap = await network.openTap();
    const nic = { ...routed('100'), ip: '2001:db8::5' };
    await up(network, tap, nic);
    expect(rulesOf(network, '-6')).toBe(`from all iif ${tap.name} lookup 100`);
    expect(network.json('ip', '-6', '-j', 'route', 'show', 'table', '100')).toMatchObject([
      { dst: '2001:db8::5', dev: tap.name },
    ]);
    expect(setting(network, `ipv6/conf/${tap.name}/proxy_ndp`)).toBe('1');
    await down(network, tap, nic);
    expect(rulesOf(network, '-6')).toBe('');
  });

  test.for<[what: string, nic: Partial<NicSpec>, words: string]>([
    [
      'without an address',
      { nicparams: { mode: 'routed' } },
      'a routed NIC needs an address, and IP is not set',
    ],
    [
      'with an address that is none',
      { ...routed(), ip: '192.0.2.500' },
      'there can be no route to 192.0.2.500',
    ],
    ['by a table that nobody knows', routed('nowhere'), 'cannot be routed by table nowhere'],
  ])('%s is refused, and no rule is left', async ([, nic, words], { network }) => {
    using tap = await network.openTap();
    await expect(up(network, tap, nic)).rejects.toThrow(words);
    expect(rulesOf(network)).toBe('');
  });
});
