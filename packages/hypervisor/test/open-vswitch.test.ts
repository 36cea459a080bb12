import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { NicSpec } from '@kvmkit/kvm-cmdline';
import { describe, expect } from 'vitest';

import { configureNics, deconfigureNics } from '../src/network/configure-nics.ts';
import type { NetworkPort } from '../src/network/ports.ts';
import { nicsOfWeb1, test as base, type NetworkLab } from './support/network-lab.ts';

/** Fetched by tools/qemu-versions. */
const unpacked = resolve(import.meta.dirname, '../../../.cache/qemu/bookworm');
const programs = join(unpacked, 'bin');
const schema = join(unpacked, 'root/usr/share/openvswitch/vswitch.ovsschema');

interface Switch {
  readonly port: NetworkPort;
  vsctl(...args: string[]): string;
}

/** A test that gets an Open vSwitch with a bridge sw, in the network namespace; its datapath needs no kernel module. */
const test = base.extend<{ ovs: Switch }>({
  ovs: async ({ network, skip }, use) => {
    skip(
      !existsSync(schema),
      'no Open vSwitch in .cache/qemu/bookworm, where tools/qemu-versions/fetch.sh puts it',
    );
    const environment = { OVS_RUNDIR: network.folder, OVS_LOGDIR: network.folder, PATH: `${programs}:$PATH` };
    const run = (program: string, ...args: string[]): string =>
      network.run('env', `OVS_RUNDIR=${network.folder}`, join(programs, program), ...args);
    const [database, socket] = [join(network.folder, 'conf.db'), join(network.folder, 'db.sock')];
    try {
      run('ovsdb-tool', 'create', database, schema);
      // Each returns when it serves.
      run('ovsdb-server', database, `--remote=punix:${socket}`, '--detach', '--pidfile');
      run('ovs-vsctl', '--no-wait', 'init');
      run('ovs-vswitchd', `unix:${socket}`, '--disable-system', '--detach', '--pidfile');
      run('ovs-vsctl', '--timeout=10', 'add-br', 'sw', '--', 'set', 'bridge', 'sw', 'datapath_type=netdev');
      await use({
        port: await network.portWith(environment),
        vsctl: (...args) => run('ovs-vsctl', ...args).trim(),
      });
    } finally {
      for (const daemon of ['ovs-vswitchd', 'ovsdb-server']) await killByPidFile(network, daemon);
    }
  },
});

async function killByPidFile({ folder }: NetworkLab, daemon: string): Promise<void> {
  const pid = Number(await readFile(join(folder, `${daemon}.pid`), 'utf8').catch(() => ''));
  if (pid > 0) process.kill(pid, 'SIGKILL');
}

const nicOf = (link: string, vlan?: string): Partial<NicSpec> => ({
  nicparams: { mode: 'openvswitch', link, ...(vlan === undefined ? {} : { vlan }) },
});

describe('a NIC on Open vSwitch', () => {
  test('is a port with its VLANs, and none when it is taken down', async ({ network, ovs }) => {
    using tap = await network.openTap({ queues: 2 });
    for (const [vlan, settings] of [
      [undefined, ['[]', '[]', '[]']],
      ['.10', ['10', '[]', '[]']],
      [':10:20', ['[]', '[10, 20]', '[]']],
      ['.10:20:30', ['10', '[20, 30]', 'native-untagged']],
    ] as const) {
      // Also when a guest has left a port of that name behind.
      await configureNics(ovs.port, nicsOfWeb1(tap.name, nicOf('sw', vlan)));
      const found = ovs.vsctl('get', 'Port', tap.name, 'tag', 'trunks', 'vlan_mode').split('\n');
      expect({ vlan, found }).toEqual({ vlan, found: settings });
    }
    expect(ovs.vsctl('port-to-br', tap.name)).toBe('sw');
    expect(ovs.vsctl('get', 'Interface', tap.name, 'external_ids', 'error').split('\n')).toEqual([
      '{attached-mac="aa:00:00:35:d8:00", iface-id="000000a0-01c0-4000-8000-00000000def0"}',
      '[]',
    ]);
    expect(network.link(tap.name)).toMatchObject({ flags: expect.arrayContaining(['UP']), addr_info: [] });
    await expect(deconfigureNics(ovs.port, nicsOfWeb1(tap.name, nicOf('sw')))).resolves.toEqual([]);
    expect(ovs.vsctl('list-ports', 'sw')).toBe('');
  });

  test('leaves no port when its tap has gone with the guest', async ({ network, ovs }) => {
    const tap = await network.openTap();
    const nics = nicsOfWeb1(tap.name, nicOf('sw'));
    await configureNics(ovs.port, nics);
    tap.close();
    expect(ovs.vsctl('list-ports', 'sw')).not.toBe('');
    await expect(deconfigureNics(ovs.port, nics)).resolves.toEqual([]);
    expect(ovs.vsctl('list-ports', 'sw')).toBe('');
  });

  test('of a bridge that is not there is refused', async ({ network, ovs }) => {
    using tap = await network.openTap();
    await expect(configureNics(ovs.port, nicsOfWeb1(tap.name, nicOf('sw9')))).rejects.toThrow(
      'Open vSwitch has no bridge sw9',
    );
  });

  base('is refused where there is no Open vSwitch', async ({ network }) => {
    using tap = await network.openTap();
    // Of the programs that the script needs those alone which any Linux has.
    network.run('ln', '-s', network.run('which', 'ip').trim(), join(network.folder, 'ip'));
    network.run('ln', '-s', network.run('which', 'sh').trim(), join(network.folder, 'sh'));
    network.run('ln', '-s', network.run('which', 'nsenter').trim(), join(network.folder, 'nsenter'));
    const port = await network.portWith({ PATH: network.folder });
    const failure = configureNics(port, nicsOfWeb1(tap.name, nicOf('sw')));
    await expect(failure).rejects.toThrow('the command ovs-vsctl (Open vSwitch) is not installed, or not in');
  });
});
