import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { expect, test } from 'vitest';

/*
What a bridge that filters VLANs is asked for. Many kernels cannot (CONFIG_BRIDGE_VLAN_FILTERING), so `ip` and `bridge`
are played here; with a kernel that can, nic-script.test.ts asks the real ones.
*/
const script = resolve(import.meta.dirname, '../scripts/nic');

// As iproute2 6.1 prints them, without what the script does not look at.
const bridgeLine = String.raw`3: br0: <UP> mtu 1500 master \    link/ether aa:00:00:00:00:01 brd ff \    bridge forward_delay 1500 vlan_filtering 1 vlan_protocol 802.1Q vlan_default_pvid 1 mcast_router 1`;
const tapLine = String.raw`5: tap7: <UP> mtu 1500 \    link/ether 0a:11:22:33:44:55 brd ff`;

function askedOfBridge(vlan: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kvmkit-vlan-'));
  const play = (name: string, ...lines: readonly string[]): void =>
    writeFileSync(join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  try {
    const log = join(folder, 'log');
    play(
      'ip',
      `case "$*" in`,
      `*'dev br0 type'*) echo '${bridgeLine}' ;;`,
      `*) echo '${tapLine}' ;;`,
      'esac',
      `echo "ip $*" >>${log}`,
    );
    play('bridge', `echo "bridge $*" >>${log}`);
    execFileSync('/bin/sh', [script, 'tap7'], {
      env: {
        PATH: `${folder}:/usr/bin:/bin`,
        MODE: 'bridged',
        LINK: 'br0',
        VLAN: vlan,
        INTERFACE_UUID: '000000a0-01c0-4000-8000-00000000def0',
      },
    });
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    return lines.filter((line) => /^bridge|master|up$/.test(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const joinBridge = 'ip link set dev tap7 address fe:11:22:33:44:55 mtu 1500 master br0';
const leaveDefault = 'bridge vlan del dev tap7 vid 1';

test.for<[vlan: string, asked: readonly string[]]>([
  ['10', ['bridge vlan add dev tap7 vid 10 pvid untagged']],
  ['.10', ['bridge vlan add dev tap7 vid 10 pvid untagged']],
  [':10:20', ['bridge vlan add dev tap7 vid 10', 'bridge vlan add dev tap7 vid 20']],
  ['.1:4094', ['bridge vlan add dev tap7 vid 1 pvid untagged', 'bridge vlan add dev tap7 vid 4094']],
])('a NIC in %s joins these, and leaves the bridge’s default, before it is up', ([vlan, asked]) => {
  expect(askedOfBridge(vlan)).toEqual([joinBridge, leaveDefault, ...asked, 'ip link set dev tap7 up']);
});
