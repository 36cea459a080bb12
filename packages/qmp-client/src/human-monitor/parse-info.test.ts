import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { parseInfoCpus } from './parse-info-cpus.ts';
import { parseInfoMigrate } from './parse-info-migrate.ts';
import { parseInfoVersion } from './parse-info-version.ts';

/** What a real QEMU of this version answered. */
function recorded(version: string, name: string): string {
  return readFileSync(new URL(`../../test/fixtures/qemu-${version}/${name}.txt`, import.meta.url), 'utf8');
}

describe('info version', () => {
  test.each([
    ['5.2', [5, 2, 0], 'Debian 1:5.2+dfsg-11+deb11u3'],
    ['7.2', [7, 2, 22], 'Debian 1:7.2+dfsg-7+deb12u18+b3'],
    ['10.0', [10, 0, 13], 'Debian 1:10.0.13+ds-0+deb13u1'],
    ['11.1', [11, 1, 3], 'Debian 1:11.1.3+ds-1'],
  ])('of QEMU %s has its number and its package', (version, [major, minor, micro], packageName) => {
    expect(parseInfoVersion(recorded(version, 'info-version'))).toEqual({
      qemu: { major, minor, micro },
      package: packageName,
    });
  });

  test.each([
    ['0.12.5\n', [0, 12, 5], ''],
    ['0.15.50 (Debian 0.15.0+dfsg-1)\r\n', [0, 15, 50], 'Debian 0.15.0+dfsg-1'],
    ['2.1.2 (Debian 1:2.1+dfsg-12+deb8u6)\n', [2, 1, 2], 'Debian 1:2.1+dfsg-12+deb8u6'],
    ['QEMU 2.1.2 (Debian 1:2.1)', [2, 1, 2], 'Debian 1:2.1'],
    ["QEMU 1.7 monitor - type 'help' for more information\r\n(qemu) ", [1, 7, 0], ''],
    ["QEMU 7.2.22 monitor - type 'help' for more information\r\n(qemu) ", [7, 2, 22], ''],
  ])('is read from %j', (text, [major, minor, micro], packageName) => {
    expect(parseInfoVersion(text)).toEqual({ qemu: { major, minor, micro }, package: packageName });
  });

  test.each(['', "unknown command: 'info'", 'QEMU', '{"QMP": 1}'])('is not read from %j', (text) => {
    expect(parseInfoVersion(text)).toBeUndefined();
  });
});

describe('info cpus', () => {
  test.each(['5.2', '7.2', '10.0', '11.1'])('of QEMU %s has a thread for each vCPU', (version) => {
    const threads = parseInfoCpus(recorded(version, 'info-cpus'));
    expect([...threads.keys()]).toEqual([0, 1]);
    expect([...threads.values()].every((thread) => thread > 1)).toBe(true);
  });

  test.each([
    [
      '* CPU #0: pc=0x00000000000fffe0 thread_id=18543\r\n  CPU #1: pc=0x0 (halted) thread_id=18544 \r\n',
      [
        [0, 18543],
        [1, 18544],
      ],
    ],
    [
      '* CPU #0: thread_id=7\n  CPU #11: thread_id=9 model=qemu64\n',
      [
        [0, 7],
        [11, 9],
      ],
    ],
    ['* cpu #0: (halted) thread_id = 5', [[0, 5]]],
    ['* CPU #0: pc=0x00000000000fffe0\n', []],
    ['', []],
  ])('is read from %j', (text, threads) => {
    expect([...parseInfoCpus(text)]).toEqual(threads);
  });
});

describe('info migrate', () => {
  const kib = 1024;
  const mib = 1024 * kib;

  test.each([
    ['5.2', { transferredBytes: 835 * kib, remainingBytes: 260_936 * kib, totalBytes: 262_664 * kib }],
    ['7.2', { transferredBytes: 835 * kib, remainingBytes: 260_944 * kib, totalBytes: 262_664 * kib }],
    ['10.0', { transferredBytes: 1028 * kib, remainingBytes: 260_752 * kib, totalBytes: 262_664 * kib }],
    ['11.1', { transferredBytes: Math.round(1.13 * mib), remainingBytes: 255 * mib, totalBytes: 257 * mib }],
  ])('of QEMU %s has the progress of a running migration, in bytes', (version, ram) => {
    expect(parseInfoMigrate(recorded(version, 'info-migrate-active'))).toEqual({
      status: 'active',
      error: undefined,
      ram,
    });
  });

  test.each(['5.2', '7.2', '10.0', '11.1'])('of QEMU %s tells how a migration ended', (version) => {
    expect(parseInfoMigrate(recorded(version, 'info-migrate-none'))).toBeUndefined();
    expect(parseInfoMigrate(recorded(version, 'info-migrate-completed'))).toMatchObject({
      status: 'completed',
      ram: { remainingBytes: 0 },
    });
    const bare = { error: undefined, ram: undefined };
    expect(parseInfoMigrate(recorded(version, 'info-migrate-cancelled'))).toEqual({
      status: 'cancelled',
      ...bare,
    });
    expect(parseInfoMigrate(recorded(version, 'info-migrate-target'))).toEqual({
      status: 'completed',
      ...bare,
    });
    expect(parseInfoMigrate(recorded(version, 'info-migrate-failed'))).toEqual({
      status: 'failed',
      error: "Failed to connect to '/run/no-such.sock': No such file or directory",
      ram: undefined,
    });
  });

  test.each([
    [
      'Migration status: active\r\ntransferred ram: 12345 kbytes\r\nremaining ram: 5 kbytes\r\ntotal ram: 12350 kbytes\r\n',
      'active',
      { transferredBytes: 12_345 * kib, remainingBytes: 5 * kib, totalBytes: 12_350 * kib },
    ],
    [
      'capabilities: xbzrle: off\nMigration status: completed\ntotal time: 5 milliseconds\n',
      'completed',
      undefined,
    ],
    ['Migration status: pre-switchover\n', 'pre-switchover', undefined],
    ['Migration status: from-the-future\n', 'from-the-future', undefined],
    [
      'Migration status: active\ntransferred ram: 1 kbytes\nremaining ram: many kbytes\n',
      'active',
      undefined,
    ],
    [
      'Status: \t\tactive\n  Sizes: \tpagesize=4 KiB, total=1.5 GiB\n  Transfers: \ttransferred=64.2 MiB, remain=0 B\n',
      'active',
      { transferredBytes: Math.round(64.2 * mib), remainingBytes: 0, totalBytes: 1536 * mib },
    ],
  ])('is read from %j', (text, status, ram) => {
    expect(parseInfoMigrate(text)).toEqual({ status, error: undefined, ram });
  });

  test.each(['', 'Migration status:\n', 'globals:\nstore-global-state: on\n'])(
    'is not read from %j',
    (text) => {
      expect(parseInfoMigrate(text)).toBeUndefined();
    },
  );
});
