import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { instancePaths, type InstancePaths } from './instance-paths.ts';
import { readTapFiles, removeTapFile, removeTapFiles, writeTapFile } from './tap-files.ts';

const paths = (): InstancePaths => instancePaths(temporaryFolder(), 'web1');

test('the taps of NICs are read as they were written, in the order of the NICs', async () => {
  const web1 = paths();
  await expect(readTapFiles(web1)).resolves.toEqual(new Map());
  for (const nic of [10, 0, 2]) await writeTapFile(web1, nic, `tap${nic}`);
  await writeTapFile(web1, 2, 'gnt.com.2');
  const taps = await readTapFiles(web1);
  expect([...taps]).toEqual([
    [0, 'tap0'],
    [2, 'gnt.com.2'],
    [10, 'tap10'],
  ]);
  expect(readFileSync(join(web1.nics, '0'), 'utf8')).toBe('tap0');
  expect(statSync(web1.nics).mode & 0o777).toBe(0o700);
});

test('a NIC that is taken out leaves the others their numbers', async () => {
  const web1 = paths();
  for (const nic of [0, 1, 2]) await writeTapFile(web1, nic, `tap${nic}`);
  await removeTapFile(web1, 1);
  await removeTapFile(web1, 1);
  await expect(readTapFiles(web1)).resolves.toEqual(
    new Map([
      [0, 'tap0'],
      [2, 'tap2'],
    ]),
  );
  await removeTapFiles(web1);
  await removeTapFiles(web1);
  expect(existsSync(web1.nics)).toBe(false);
});

test('what is no NIC’s file is passed over', async () => {
  const web1 = paths();
  mkdirSync(web1.nics, { recursive: true });
  for (const name of ['.0.0123456789ab', '01', '-1', 'x', '10000']) writeFileSync(join(web1.nics, name), 'x');
  writeFileSync(join(web1.nics, '3'), 'tap3\n');
  await expect(readTapFiles(web1)).resolves.toEqual(new Map([[3, 'tap3']]));
});

test.for([-1, 0.5, Number.NaN, 10_000])('%d is no NIC’s number', async (nic) => {
  await expect(writeTapFile(paths(), nic, 'tap0')).rejects.toThrow(RangeError);
  await expect(removeTapFile(paths(), nic)).rejects.toThrow(RangeError);
});

test('a folder that cannot be read is not taken for one without NICs', async () => {
  const web1 = paths();
  mkdirSync(join(web1.nics, '..'), { recursive: true });
  writeFileSync(web1.nics, '');
  await expect(readTapFiles(web1)).rejects.toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
});
