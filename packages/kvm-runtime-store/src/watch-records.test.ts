import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect, onTestFinished, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { openRuntimeStore } from './runtime-store.ts';
import type { StoreChange } from './store-port.ts';

const script = fileURLToPath(new URL('../test/change-records.ts', import.meta.url));

/** Another process that changes the store. */
async function elsewhere(root: string, ...words: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, ['--conditions=@kvmkit/source', script, root, ...words]);
}

interface Watching {
  /** The next change, whenever it comes. */
  readonly next: () => Promise<StoreChange | undefined>;
  /** Reads on until `name` is told of in this way; all that came. */
  readonly until: (kind: StoreChange['kind'], name: string) => Promise<StoreChange[]>;
}

function watching(root: string): Watching {
  const changes = openRuntimeStore({ root }).watch();
  onTestFinished(async () => {
    await changes.return?.();
  });
  const next = async (): Promise<StoreChange | undefined> => (await changes.next()).value;
  const until: Watching['until'] = async (kind, name) => {
    const told: StoreChange[] = [];
    for (let change = await next(); change !== undefined; change = await next()) {
      told.push(change);
      if (change.kind === kind && change.kind !== 'snapshot' && change.name === name) return told;
    }
    throw new Error('the changes have ended');
  };
  return { next, until };
}

test('a root that is not there yet is watched, and not made', async () => {
  const root = join(temporaryFolder(), 'a', 'b', 'root');
  const { next, until } = watching(root);
  await expect(next()).resolves.toEqual({ kind: 'snapshot', names: [] });
  await elsewhere(root, 'write', 'web1');
  await expect(until('added', 'web1')).resolves.toContainEqual({ kind: 'added', name: 'web1' });
});

test('another process’s changes are told in order', async () => {
  const root = temporaryFolder();
  await elsewhere(root, 'write', 'web1', 'write', 'web2');
  const { next, until } = watching(root);
  await expect(next()).resolves.toEqual({ kind: 'snapshot', names: ['web1', 'web2'] });
  await elsewhere(root, 'write', 'web1');
  await expect(until('changed', 'web1')).resolves.toContainEqual({ kind: 'changed', name: 'web1' });
  await elsewhere(root, 'remove', 'web2');
  await expect(until('removed', 'web2')).resolves.toEqual([{ kind: 'removed', name: 'web2' }]);
});

test('a root that is wiped and made again is watched on', async () => {
  const root = join(temporaryFolder(), 'root');
  await elsewhere(root, 'write', 'web1');
  const { next, until } = watching(root);
  await next();
  for (let round = 0; round < 3; round += 1) {
    rmSync(root, { recursive: true });
    await expect(until('removed', 'web1')).resolves.toContainEqual({ kind: 'removed', name: 'web1' });
    await elsewhere(root, 'write', 'web1');
    await expect(until('added', 'web1')).resolves.toContainEqual({ kind: 'added', name: 'web1' });
  }
});

test('a root that is wiped and made again at once is another one', async () => {
  const root = join(temporaryFolder(), 'root');
  await elsewhere(root, 'write', 'web1');
  const { next, until } = watching(root);
  await next();
  for (let round = 0; round < 3; round += 1) {
    rmSync(root, { recursive: true });
    mkdirSync(join(root, 'conf'), { recursive: true });
    writeFileSync(join(root, 'conf', `round${round}.json`), '');
    await expect(until('added', `round${round}`)).resolves.toContainEqual({
      kind: 'added',
      name: `round${round}`,
    });
  }
});

test('a root that is moved away is empty, and the one in its place is watched', async () => {
  const folder = temporaryFolder();
  const root = join(folder, 'root');
  await elsewhere(root, 'write', 'web1');
  const { next, until } = watching(root);
  await next();
  renameSync(root, join(folder, 'old'));
  await expect(until('removed', 'web1')).resolves.toContainEqual({ kind: 'removed', name: 'web1' });
  await elsewhere(root, 'write', 'web2');
  await expect(until('added', 'web2')).resolves.toContainEqual({ kind: 'added', name: 'web2' });
});

test('a thousand changes at once are all told', async () => {
  const root = temporaryFolder();
  const { next } = watching(root);
  await next();
  const writing = elsewhere(root, 'write-many', '1000');
  const added = new Set<string>();
  while (added.size < 1000) {
    const change = await next();
    if (change?.kind === 'added') added.add(change.name);
  }
  await writing;
  expect(added.has('many999')).toBe(true);
}, 60_000);

test('what is no record is not told of', async () => {
  const root = temporaryFolder();
  const { next, until } = watching(root);
  await next();
  mkdirSync(join(root, 'conf'));
  for (const file of ['README', '.web1.json.0123456789ab', 'web1.json.corrupt-20261125T000000000Z']) {
    writeFileSync(join(root, 'conf', file), '');
  }
  writeFileSync(join(root, 'conf', 'web2.json'), '');
  await expect(until('added', 'web2')).resolves.toEqual([{ kind: 'added', name: 'web2' }]);
});

test('a watch does not look by itself: it only waits', async () => {
  const { next } = watching(temporaryFolder());
  await next();
  void next();
  const timers = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout');
  // Vitest's own deadline for this test.
  expect(timers.length).toBeLessThanOrEqual(1);
});
