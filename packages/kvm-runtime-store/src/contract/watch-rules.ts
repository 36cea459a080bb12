import assert from 'node:assert/strict';

import type { StoreChange } from '../store-port.ts';
import type { ContractRule } from './rules.ts';
import { sampleRecord } from './sample-record.ts';

type Changes = AsyncIterator<StoreChange>;

async function within<T>(deadlineMs: number, what: string, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new assert.AssertionError({ message: `${what}: not told` })),
    deadlineMs,
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads on until the change has come. */
async function changeOf(changes: Changes, wanted: StoreChange, deadlineMs: number): Promise<void> {
  const reading = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await changes.next();
      assert.notEqual(done, true, 'the changes have ended');
      if (JSON.stringify(value) === JSON.stringify(wanted)) return;
    }
  };
  await within(deadlineMs, JSON.stringify(wanted), reading());
}

export const watchRules: readonly ContractRule[] = [
  {
    title: 'watching begins with the names that there are',
    check: async ({ store, again }, deadlineMs) => {
      for (const name of ['web2', 'web1']) await store.write(name, sampleRecord(name));
      const changes = again().watch();
      const first = await within(deadlineMs, 'the snapshot', changes.next());
      assert.deepEqual(first, { done: false, value: { kind: 'snapshot', names: ['web1', 'web2'] } });
      await changes.return?.();
    },
  },
  {
    title: 'watching tells what another opening adds, changes and removes',
    check: async ({ store, again }, deadlineMs) => {
      const changes = again().watch();
      try {
        await changeOf(changes, { kind: 'snapshot', names: [] }, deadlineMs);
        await store.write('web1', sampleRecord('web1', 'a'));
        await changeOf(changes, { kind: 'added', name: 'web1' }, deadlineMs);
        await store.write('web1', sampleRecord('web1', 'b'));
        await changeOf(changes, { kind: 'changed', name: 'web1' }, deadlineMs);
        await store.remove('web1');
        await changeOf(changes, { kind: 'removed', name: 'web1' }, deadlineMs);
      } finally {
        await within(deadlineMs, 'the end', Promise.resolve(changes.return?.()));
      }
    },
  },
  {
    title: 'watching ends with its signal, also before it has begun',
    check: async ({ store }, deadlineMs) => {
      const ended = { done: true, value: undefined };
      const aborted = store.watch({ signal: AbortSignal.abort() });
      assert.deepEqual(await within(deadlineMs, 'the end', aborted.next()), ended);
      const controller = new AbortController();
      const changes = store.watch({ signal: controller.signal });
      await changeOf(changes, { kind: 'snapshot', names: [] }, deadlineMs);
      const pending = changes.next();
      controller.abort();
      assert.deepEqual(await within(deadlineMs, 'the end', pending), ended);
    },
  },
  {
    title: 'watching ends with return(), also while a change is waited for',
    check: async ({ store }, deadlineMs) => {
      const changes = store.watch();
      await changeOf(changes, { kind: 'snapshot', names: [] }, deadlineMs);
      const pending = changes.next();
      await within(deadlineMs, 'the end', Promise.resolve(changes.return?.()));
      assert.deepEqual(await within(deadlineMs, 'the end', pending), { done: true, value: undefined });
    },
  },
];
