import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openTap, type Tap, type TapOptions } from '@kvmkit/host-fds';
import type { NicSpec } from '@kvmkit/kvm-cmdline';
import { expect, test as base } from 'vitest';

import { linuxNetwork, type NetworkPort } from '../../src/network/ports.ts';
import { parseInterfaceNames } from '../../src/network/tap-name.ts';

/** What `ip -j -d link` and `ip -j address` say of an interface, as far as tests look at it. */
interface Link {
  readonly ifname: string;
  readonly address: string;
  readonly mtu: number;
  readonly flags: readonly string[];
  readonly master?: string;
  readonly ifalias?: string;
  readonly linkinfo?: { readonly info_kind: string };
  readonly addr_info: readonly { readonly family: string; readonly local: string }[];
}

/** A network namespace of a test's own, and the host that the NICs of guests are connected to in it. */
export interface NetworkLab {
  readonly folder: string;
  readonly port: NetworkPort;
  /** The same, with variables for the script which kvmkit does not give it. */
  portWith(environment: Readonly<Record<string, string>>): Promise<NetworkPort>;
  /** Runs a program in the namespace, and returns what it prints. */
  run(program: string, ...args: string[]): string;
  /** What it prints as JSON. */
  json(program: string, ...args: string[]): unknown;
  link(name: string): Link;
  openTap(options?: TapOptions): Promise<Tap>;
}

/** A test that gets a network namespace; without root it is skipped. */
export const test = base.extend<{ network: NetworkLab }>({
  network: async ({ skip }, use) => {
    skip(process.getuid?.() !== 0, 'needs root, for network namespaces');
    const folder = await mkdtemp(join(tmpdir(), 'kvmkit-net-'));
    const holder = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
    try {
      await once(holder, 'spawn');
      const netns = `/proc/${holder.pid}/ns/net`;
      await expect.poll(() => readlinkSync(netns)).not.toBe(readlinkSync('/proc/self/ns/net'));
      await use(await labIn(netns, folder));
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'close');
      await rm(folder, { recursive: true });
    }
  },
});

async function labIn(netns: string, folder: string): Promise<NetworkLab> {
  const run = (program: string, ...args: string[]): string =>
    execFileSync('nsenter', [`--net=${netns}`, program, ...args], { encoding: 'utf8', stdio: 'pipe' });
  const json = (program: string, ...args: string[]): unknown => JSON.parse(run(program, ...args));
  const openHere = (options: TapOptions = {}): Promise<Tap> => openTap({ ...options, netns });
  const portWith = async (environment: Readonly<Record<string, string>>): Promise<NetworkPort> => {
    const script = join(folder, 'in-namespace');
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const lines = [
      '#!/bin/sh',
      `exec env ${variables.join(' ')} nsenter --net=${netns} sh "$NIC_SCRIPT" "$1"`,
    ];
    await writeFile(script, `${lines.join('\n')}\n`, { mode: 0o755 });
    const linux = linuxNetwork({ script });
    return {
      runScript: (call) => linux.runScript(call),
      openTap: openHere,
      interfaceNames: async () => parseInterfaceNames(run('cat', '/proc/net/dev')),
    };
  };
  return {
    folder,
    port: await portWith({}),
    portWith,
    run,
    json,
    openTap: openHere,
    link: (name) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of ip-link(8)
      const [link] = json('ip', '-j', '-d', 'address', 'show', 'dev', name) as Link[];
      if (link === undefined) throw new Error(`ip says nothing of ${name}`);
      return link;
    },
  };
}

/** A NIC of an instance web1 with a tap. */
export function nicsOfWeb1(
  tap: string,
  nic: Partial<NicSpec>,
): { instance: { name: string; tags: string[] }; nics: { index: number; tap: string; nic: NicSpec }[] } {
  const uuid = '000000a0-01c0-4000-8000-00000000def0';
  return {
    instance: { name: 'web1', tags: [] },
    nics: [{ index: 0, tap, nic: { uuid, mac: 'aa:00:00:35:d8:00', nicparams: {}, ...nic } }],
  };
}
