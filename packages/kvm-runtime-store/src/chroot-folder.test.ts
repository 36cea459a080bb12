import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { makeChroot, removeChroot } from './chroot-folder.ts';
import { instancePaths, type InstancePaths } from './instance-paths.ts';

const paths = (): InstancePaths => instancePaths(temporaryFolder(), 'web1');
const now = new Date('2026-04-30T21:15:03.250Z');

test('a chroot is an empty folder for its owner only, and goes as it came', async () => {
  const web1 = paths();
  await expect(makeChroot(web1)).resolves.toBe(web1.chroot);
  expect(statSync(web1.chroot).mode & 0o777).toBe(0o700);
  expect(readdirSync(web1.chroot)).toEqual([]);
  await expect(removeChroot(web1)).resolves.toBeUndefined();
  await expect(removeChroot(web1)).resolves.toBeUndefined();
  expect(existsSync(web1.chroot)).toBe(false);
  expect(existsSync(dirname(web1.chrootQuarantine))).toBe(false);
});

test('what lies in a chroot is kept in the quarantine, under the time and a name of its own', async () => {
  const web1 = paths();
  const found: (string | undefined)[] = [];
  for (const content of ['first', 'second']) {
    await makeChroot(web1);
    writeFileSync(join(web1.chroot, 'payload'), content);
    found.push(await removeChroot(web1, now));
  }
  expect(existsSync(web1.chroot)).toBe(false);
  const [first = '', second = ''] = found;
  expect(first).toMatch(/\/chroot-quarantine\/web1-2026-04-30T21-15-03Z-[\da-f]{8}$/);
  expect(readFileSync(join(first, 'payload'), 'utf8')).toBe('first');
  expect(readFileSync(join(second, 'payload'), 'utf8')).toBe('second');
  expect(statSync(dirname(first)).mode & 0o777).toBe(0o700);
});

test('a chroot that a crash left full is kept before the next is made', async () => {
  const web1 = paths();
  await makeChroot(web1);
  writeFileSync(join(web1.chroot, 'payload'), 'x');
  await makeChroot(web1, now);
  expect(readdirSync(web1.chroot)).toEqual([]);
  expect(readdirSync(dirname(web1.chrootQuarantine))).toHaveLength(1);
});

test('a link in a chroot’s place is kept itself, and what it names is left alone', async () => {
  const web1 = paths();
  const elsewhere = temporaryFolder();
  writeFileSync(join(elsewhere, 'precious'), '');
  mkdirSync(dirname(web1.chroot));
  symlinkSync(elsewhere, web1.chroot);
  const quarantine = await removeChroot(web1, now);
  expect(existsSync(web1.chroot)).toBe(false);
  expect(readdirSync(elsewhere)).toEqual(['precious']);
  expect(readdirSync(quarantine ?? '')).toEqual(['precious']);
});

test('what cannot be moved stays where it is, and the reason is told', async () => {
  const web1 = paths();
  await makeChroot(web1);
  writeFileSync(join(web1.chroot, 'payload'), 'x');
  writeFileSync(dirname(web1.chrootQuarantine), '');
  await expect(removeChroot(web1)).rejects.toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(readFileSync(join(web1.chroot, 'payload'), 'utf8')).toBe('x');
});
