import { createHash } from 'node:crypto';
import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ensureImages } from './images.ts';

// Two builds of some 5 s each, beside whatever else the machine does.
const DEADLINE_MS = 120_000;

async function hashFiles(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const hashes = files.sort().map(async (file) => [
    path.relative(folder, file),
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  ]);
  return Object.fromEntries(await Promise.all(hashes));
}

test(
  'two builds have the same bytes, a third call builds nothing, and only the guests stay',
  { timeout: DEADLINE_MS },
  async () => {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), 'kvmkit-guests-'));
    const [first, second] = [path.join(folder.path, 'first'), path.join(folder.path, 'second/below')];

    expect(await ensureImages(first)).toMatch(/^building test guests .*\n.*built in [\d.]+ s/);
    await ensureImages(second);
    const hashes = await hashFiles(first);
    expect(Object.keys(hashes)).toEqual([
      '.built-from',
      'disk.img',
      'linux/initrd',
      'linux/initrd-agent',
      'linux/vmlinux',
      'linux/vmlinuz',
      'tiny.img',
    ]);
    expect(await hashFiles(second)).toEqual(hashes);

    expect(await ensureImages(first)).toBe('');
    expect(await readdir(folder.path)).toEqual(['first', 'second']);
  },
);
