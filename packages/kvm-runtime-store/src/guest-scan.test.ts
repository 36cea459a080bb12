import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { scanGuests } from './guest-scan.ts';

const statOf = (state: string): string => `1 (qemu) ${state}${' 0'.repeat(18)} 4711 0`;

/** A /proc with these processes. */
function procWith(processes: Readonly<Record<string, { argv: string; state?: string }>>): string {
  const proc = temporaryFolder();
  for (const [pid, { argv, state = 'S' }] of Object.entries(processes)) {
    mkdirSync(join(proc, pid));
    writeFileSync(join(proc, pid, 'cmdline'), argv.replaceAll(' ', '\0'));
    writeFileSync(join(proc, pid, 'stat'), statOf(state));
  }
  mkdirSync(join(proc, 'self'));
  return proc;
}

test('guests are found by the pid file on their command line, which names root and instance', () => {
  const proc = procWith({
    10: { argv: 'qemu -name web1 -pidfile /run/kvmkit/pid/web1' },
    11: { argv: 'qemu -name web2 -pidfile /run/other/pid/web2' },
    12: { argv: 'qemu -name web3' },
    13: { argv: 'cat /run/kvmkit/pid/web1' },
  });
  expect(scanGuests('/run/kvmkit', proc)).toEqual([{ name: 'web1', pid: 10, startTimeTicks: 4711 }]);
});

test('/var/run is /run', () => {
  const proc = procWith({ 10: { argv: 'kvm -pidfile /var/run/ganeti/kvm-hypervisor/pid/a' } });
  expect(scanGuests('/run/ganeti/kvm-hypervisor', proc)).toMatchObject([{ name: 'a' }]);
});

test.for([
  ['ends, and has no command line any more', { argv: '' }],
  ['has ended, and waits for its parent', { argv: 'qemu -pidfile /r/pid/a', state: 'Z' }],
  ['names a file that no instance has', { argv: 'qemu -pidfile /r/pid/.hidden' }],
  ['has -pidfile for its last word', { argv: 'qemu -pidfile' }],
] as const)('a process that %s is none', ([, process]) => {
  expect(scanGuests('/r', procWith({ 10: process }))).toEqual([]);
});
