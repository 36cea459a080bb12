import { chmodSync, chownSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { ensureDirectory } from './own-directory.ts';

const modeOf = (path: string): number => statSync(path).mode & 0o7777;

test('an absent directory is made with all above it, for its owner only', () => {
  const folder = temporaryFolder();
  ensureDirectory(join(folder, 'root/conf'));
  expect([modeOf(join(folder, 'root')), modeOf(join(folder, 'root/conf'))]).toEqual([0o700, 0o700]);
});

test.for([0o700, 0o755, 0o775])('one of ours with mode %o is taken as it is', (mode) => {
  const path = join(temporaryFolder(), 'conf');
  mkdirSync(path);
  chmodSync(path, mode);
  ensureDirectory(path);
  expect(modeOf(path)).toBe(mode);
});

test.for([0o777, 0o1777])('one with mode %o, that everybody may write to, is refused', (mode) => {
  const path = join(temporaryFolder(), 'conf');
  mkdirSync(path);
  chmodSync(path, mode);
  expect(() => ensureDirectory(path)).toThrow(
    expect.objectContaining({
      code: 'FILE_REFUSED',
      message:
        `${path}: found a directory that everybody may write to, ` +
        'allowed: a directory of ours or root’s that not everybody may write to; it was left as it is',
    }),
  );
});

test('one of another user is refused', (ctx) => {
  if (process.getuid?.() !== 0) ctx.skip('only root may give a directory away');
  const path = join(temporaryFolder(), 'conf');
  mkdirSync(path);
  chownSync(path, 60_990, 60_990);
  expect(() => ensureDirectory(path)).toThrow('found a directory of user 60990');
});

test('a link or a file in its place is refused; a link above it is the operator’s business', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'run'));
  symlinkSync('run', join(folder, 'var-run'));
  ensureDirectory(join(folder, 'var-run/conf'));
  expect(existsSync(join(folder, 'run/conf'))).toBe(true);
  symlinkSync('run', join(folder, 'conf'));
  expect(() => ensureDirectory(join(folder, 'conf'))).toThrow('found a symbolic link');
  writeFileSync(join(folder, 'file'), '');
  expect(() => ensureDirectory(join(folder, 'file'))).toThrow('found no directory');
});
