import assert from 'node:assert/strict';

import { refusedAs } from './record-rules.ts';
import type { ContractRule } from './rules.ts';

/** Ends when it is told to. */
function openEnd(): { readonly wait: Promise<void>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { wait: promise, end: resolve };
}

export const lockRules: readonly ContractRule[] = [
  {
    title: 'withLock gives the change’s answer or its error, and the lock back',
    check: async ({ store }) => {
      assert.equal(await store.withLock('web1', () => Promise.resolve(7)), 7);
      const failure = new Error('no');
      const failing = store.withLock('web1', () => Promise.reject(failure));
      await assert.rejects(failing, (error) => error === failure);
      assert.equal(await store.withLock('web1', () => Promise.resolve(8), { timeoutMs: 0 }), 8);
    },
  },
  {
    title: 'a lock is refused while another opening holds it, with what that one is doing',
    check: async ({ store, again }) => {
      const held = openEnd();
      const begun = openEnd();
      const holder = store.withLock(
        'web1',
        () => {
          begun.end();
          return held.wait;
        },
        { doing: 'starting' },
      );
      await begun.wait;
      let entered = false;
      const second = again().withLock(
        'web1',
        () => {
          entered = true;
          return Promise.resolve();
        },
        { timeoutMs: 0 },
      );
      await assert.rejects(second, (error) => {
        refusedAs('LOCK_TIMEOUT', { timeoutMs: 0 })(error);
        assert.match(String(error), /starting/);
        return true;
      });
      assert.equal(entered, false);
      held.end();
      await holder;
    },
  },
  {
    title: 'a lock of one instance is not another’s',
    check: async ({ store, again }) => {
      const nested = (): Promise<string> =>
        again().withLock('web2', () => Promise.resolve('in'), { timeoutMs: 0 });
      assert.equal(await store.withLock('web1', nested), 'in');
    },
  },
  {
    title: 'changes of one instance are made one after the other, whoever makes them',
    check: async ({ again }) => {
      let inside = 0;
      let most = 0;
      const change = async (): Promise<void> => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      };
      const everybody = Array.from({ length: 10 }, () => again().withLock('web1', change));
      await Promise.all(everybody);
      assert.equal(most, 1);
    },
  },
  {
    title: 'a lease tells whether the lock was lost: not while it is held',
    check: async ({ store }) => {
      const lost = await store.withLock('web1', async ({ lost: signal }) => {
        assert.ok(signal instanceof AbortSignal);
        await store.list();
        return signal.aborted;
      });
      assert.equal(lost, false);
    },
  },
];
