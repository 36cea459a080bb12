import { spawnSync } from 'node:child_process';
import { chownSync, linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { fileLimitBytes, readSmallFile } from './regular-file.ts';

const filePath = (): string => join(temporaryFolder(), 'record');

test('a file is read; an absent one is undefined', () => {
  const path = filePath();
  expect(readSmallFile(path)).toBeUndefined();
  writeFileSync(path, 'text ä');
  expect(readSmallFile(path)).toBe('text ä');
});

test('a file of just the limit is read, and one byte more is refused before any of it is', () => {
  const path = filePath();
  writeFileSync(path, '');
  truncateSync(path, fileLimitBytes);
  expect(readSmallFile(path)?.length).toBe(fileLimitBytes);
  truncateSync(path, fileLimitBytes + 1);
  expect(() => readSmallFile(path)).toThrow(
    expect.objectContaining({
      name: 'FileRefusedError',
      code: 'FILE_REFUSED',
      path,
      message: `${path}: found 4194305 bytes, allowed: at most 4194304; it was left as it is`,
    }),
  );
});

describe('refused without waiting', () => {
  test.for([
    ['a symbolic link', (path: string) => symlinkSync('/etc/passwd', path), 'a symbolic link'],
    ['a link to nothing', (path: string) => symlinkSync('nothing', path), 'a symbolic link'],
    ['a directory', (path: string) => mkdirSync(path), 'no regular file'],
    ['a FIFO', (path: string) => spawnSync('mkfifo', [path]), 'no regular file'],
    ['a device', (path: string) => spawnSync('mknod', [path, 'c', '1', '5']), 'no regular file'],
  ] as const)('is %s', ([kind, plant, found], ctx) => {
    if (kind === 'a device' && process.getuid?.() !== 0) ctx.skip('only root may make a device');
    const path = filePath();
    plant(path);
    expect(() => readSmallFile(path)).toThrow(expect.objectContaining({ code: 'FILE_REFUSED' }));
    expect(() => readSmallFile(path)).toThrow(found);
  });

  test('is a file with a second name', () => {
    const path = filePath();
    writeFileSync(`${path}.other`, '');
    linkSync(`${path}.other`, path);
    expect(() => readSmallFile(path)).toThrow('found a file with 2 names');
  });

  test('is a file of another user', (ctx) => {
    if (process.getuid?.() !== 0) ctx.skip('only root may give a file away');
    const path = filePath();
    writeFileSync(path, '');
    chownSync(path, 60_990, 60_990);
    expect(() => readSmallFile(path)).toThrow('found a file of user 60990');
  });
});

test('what the kernel refuses is told apart from a file that is not there', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'conf'), '');
  expect(() => readSmallFile(join(folder, 'conf/record'))).toThrow(
    expect.objectContaining({ code: 'STORAGE_FAILED', errnoName: 'ENOTDIR', state: 'unchanged' }),
  );
});
