import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { encodeRecord, type RuntimeRecord } from '../../src/runtime-record.ts';
import { openRuntimeStore } from '../../src/runtime-store.ts';
import type { RuntimeStore } from '../../src/store-port.ts';
import { openUidPoolOn, type UidPool } from '../../src/uid-pool.ts';
import { writeUidFile } from '../../src/uid-file.ts';
import { runtimeOf } from '../runtime.ts';

/** What a writer is killed in. The instance is `web1`. */
export interface Operation {
  /** Whether the instance has its old record when the operation begins. */
  readonly on: 'old' | 'nothing';
  /** What `read` says when the operation is done. */
  readonly after: 'old' | 'new' | 'nothing';
  readonly perform: (root: string, newRecord: RuntimeRecord) => Promise<unknown>;
  /** What the next process does, at once and without waiting; it throws where the dead one left something behind. */
  readonly next?: (root: string) => Promise<unknown>;
}

export const uid = 60_990;
export const oldRecord: RuntimeRecord = { runtime: runtimeOf('web1', 'old') };

export function newRecord(lengthBytes: number): RuntimeRecord {
  return { runtime: runtimeOf('web1', `new ${'x'.repeat(lengthBytes)}`) };
}

export function underLock<T>(root: string, change: (store: RuntimeStore) => Promise<T>): Promise<T> {
  const store = openRuntimeStore({ root });
  return store.withLock('web1', () => change(store), { doing: 'testing', timeoutMs: 0 });
}

/** Nobody runs under the uid: who looks through /proc at every process makes too many calls to be traced. */
export function poolOf(root: string): UidPool {
  return openUidPoolOn({ root, pool: [[uid, uid]] }, () => Promise.resolve([]));
}

/** What is there before an operation; not durable, which a kill of a process does not show anyhow. */
export function prepare(root: string, { on }: Operation): void {
  if (on === 'nothing') return;
  const { record } = openRuntimeStore({ root }).paths('web1');
  const uidFile = join(root, 'uid-pool', String(uid));
  for (const path of [record, uidFile]) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(record, encodeRecord({ record: oldRecord, revision: 'old' }), { mode: 0o600 });
  writeFileSync(uidFile, '', { mode: 0o600 });
}

export const operations: Readonly<Record<string, Operation>> = {
  'first write': {
    on: 'nothing',
    after: 'new',
    perform: (root, record) => openRuntimeStore({ root }).write('web1', record),
  },
  write: {
    on: 'old',
    after: 'new',
    perform: (root, record) => openRuntimeStore({ root }).write('web1', record),
  },
  remove: { on: 'old', after: 'nothing', perform: (root) => openRuntimeStore({ root }).remove('web1') },
  'withLock, nothing': {
    on: 'nothing',
    after: 'nothing',
    perform: (root) => underLock(root, () => Promise.resolve()),
  },
  'withLock, write': {
    on: 'old',
    after: 'new',
    perform: (root, record) => underLock(root, (store) => store.write('web1', record)),
  },
  'withLock, remove': {
    on: 'old',
    after: 'nothing',
    perform: (root) => underLock(root, (store) => store.remove('web1')),
  },
  'uid take': {
    on: 'nothing',
    after: 'nothing',
    perform: (root) => poolOf(root).request({ doing: 'testing' }),
  },
  'uid take again': {
    on: 'old',
    after: 'old',
    perform: (root) => poolOf(root).request({ doing: 'testing' }),
  },
  'uid give': { on: 'old', after: 'old', perform: (root) => poolOf(root).release(uid, { doing: 'testing' }) },
  'uid file': {
    on: 'old',
    after: 'old',
    perform: (root) => writeUidFile(openRuntimeStore({ root }).paths('web1'), uid),
  },
};
