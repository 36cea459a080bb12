import { mkdirSync, readFileSync, statSync } from 'node:fs';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { instancePaths, type InstancePaths } from './instance-paths.ts';
import { parseUidFile, readUidFile, writeUidFile } from './uid-file.ts';

const paths = (): InstancePaths => instancePaths(temporaryFolder(), 'web1');

test('a guest’s uid is read as it was written, the last one', async () => {
  const web1 = paths();
  await expect(readUidFile(web1)).resolves.toBeUndefined();
  await writeUidFile(web1, 4001);
  await writeUidFile(web1, 4002);
  await expect(readUidFile(web1)).resolves.toBe(4002);
  expect(readFileSync(web1.uidFile, 'utf8')).toBe('4002');
  expect(statSync(web1.uidFile).mode & 0o777).toBe(0o600);
});

test.for([-1, 1.5, Number.NaN, 4_294_967_296])('%d is not written: it is no uid', async (uid) => {
  await expect(writeUidFile(paths(), uid)).rejects.toThrow(RangeError);
});

test.for([
  ['0', 0],
  ['4001', 4001],
  ['4001\n', 4001],
  ['\n \n4001 \r\njunk', 4001],
  ['4294967295', 4_294_967_295],
] as const)('a file that says %j names uid %d', ([text, uid]) => {
  expect(parseUidFile(text)).toBe(uid);
});

test.for(['', '\n', 'x', '-1', '+1', '1_0', '40 01', '4001x', '1.5', '4294967296', '\0', '१'])(
  'a file that says %j names no uid',
  (text) => {
    expect(parseUidFile(text)).toBeUndefined();
  },
);

test('a file that cannot be read is not taken for none', async () => {
  const web1 = paths();
  mkdirSync(web1.uidFile, { recursive: true });
  await expect(readUidFile(web1)).rejects.toThrow(expect.objectContaining({ code: 'FILE_REFUSED' }));
});
