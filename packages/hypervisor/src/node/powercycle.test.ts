import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base } from 'vitest';

import { powercycleNode, type PowercycleTriggers } from './powercycle.ts';

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'kvmkit-powercycle-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

/** Files in the place of what would reset the host that runs this test. */
function harmless(folder: string, { hasSysrq = true, reboots = true } = {}): PowercycleTriggers {
  const sysrqTrigger = join(folder, 'sysrq-trigger');
  const program = join(folder, 'reboot');
  if (hasSysrq) writeFileSync(sysrqTrigger, '');
  writeFileSync(
    program,
    `#!/bin/sh\nprintf '%s ' "$@" >${join(folder, 'rebooted')}\nexit ${reboots ? 0 : 1}\n`,
  );
  chmodSync(program, 0o755);
  return { sysrqTrigger, reboot: [program, '-n', '-f'] };
}

test('the kernel is told first', async ({ folder }) => {
  const triggers = harmless(folder);
  await powercycleNode({ confirm: true }, triggers);
  expect(readFileSync(triggers.sysrqTrigger, 'utf8')).toBe('b');
  expect(() => readFileSync(join(folder, 'rebooted'))).toThrow('ENOENT');
});

test('a kernel that can not be told is rebooted by the program for it', async ({ folder }) => {
  await powercycleNode({ confirm: true }, harmless(folder, { hasSysrq: false }));
  expect(readFileSync(join(folder, 'rebooted'), 'utf8')).toBe('-n -f ');
});

test('where neither works, the error has both reasons', async ({ folder }) => {
  const failed = powercycleNode({ confirm: true }, harmless(folder, { hasSysrq: false, reboots: false }));
  await expect(failed).rejects.toMatchObject({
    code: 'POWERCYCLE_FAILED',
    cause: { errors: [{ code: 'ENOENT' }, { code: 1 }] },
  });
});

test('without a confirmation nothing is done', async ({ folder }) => {
  const triggers = harmless(folder);
  // @ts-expect-error as a caller without types may do
  await expect(powercycleNode({}, triggers)).rejects.toThrow('confirm: true');
  expect(readFileSync(triggers.sysrqTrigger, 'utf8')).toBe('');
});
