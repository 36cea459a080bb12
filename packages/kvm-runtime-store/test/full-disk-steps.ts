import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { StorageError } from '../src/errors.ts';
import { openRuntimeStore } from '../src/runtime-store.ts';
import { runtimeOf } from './runtime.ts';

// What a store does on a file system that is full, or that can only be read: prints what came of each step, as JSON.
const [root = '', kind = ''] = process.argv.slice(2);
const store = openRuntimeStore({ root });
const record = { runtime: runtimeOf('web1', 'x'.repeat(100_000)) };
const filler = join(root, 'filler');

/** What a step answered, or what the kernel said. */
async function outcomeOf(step: () => Promise<unknown>): Promise<unknown> {
  try {
    return (await step()) ?? 'done';
  } catch (error) {
    return error instanceof StorageError ? [error.errnoName, error.state] : String(error);
  }
}

function fill(): void {
  try {
    for (;;) writeFileSync(filler, Buffer.alloc(4096), { flag: 'a' });
  } catch {
    // It is full.
  }
}

if (kind === 'full') fill();
const old = { runtime: runtimeOf('web1', 'old') };
const outcomes = {
  write: await outcomeOf(async () => void (await store.write('web1', record))),
  read: isDeepStrictEqual(await store.read('web1'), old) ? 'old' : 'another',
  lock: await outcomeOf(() => store.withLock('web1', () => Promise.resolve('in'), { doing: 'testing' })),
  remove: await outcomeOf(() => store.remove('web2')),
  left: await store.list(),
  drafts: readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?:^|\/)\.[^/]*\.new$/.test(name),
  ),
  again: 'not tried',
};
if (kind === 'full') {
  rmSync(filler);
  Object.assign(outcomes, { again: await outcomeOf(async () => void (await store.write('web1', record))) });
}
process.stdout.write(JSON.stringify(outcomes));
