import assert from 'node:assert/strict';

import type { ContractRule } from './rules.ts';
import { sampleRecord } from './sample-record.ts';

export const journalRules: readonly ContractRule[] = [
  {
    title: 'a journal has its entries in order, with what they say, also for another opening',
    check: async ({ store, again }) => {
      assert.deepEqual(await store.journal('web1').read(), []);
      const first = await store.journal('web1').append({ kind: 'given-away', to: 'n2', bytes: [1, null] });
      const second = await again().journal('web1').append({ kind: 'taken', of: first, text: 'é\n"\u2028' });
      const entries = await again().journal('web1').read();
      assert.deepEqual(
        entries.map(({ atMs, ...rest }) => ({ ...rest, isDated: Number.isSafeInteger(atMs) })),
        [
          { kind: 'given-away', to: 'n2', bytes: [1, null], token: first, isDated: true },
          { kind: 'taken', of: first, text: 'é\n"\u2028', token: second, isDated: true },
        ],
      );
    },
  },
  {
    title: 'a token names one entry among those of all journals',
    check: async ({ store }) => {
      const tokens: string[] = [];
      for (const name of ['web1', 'web2', 'web1', 'web2']) {
        tokens.push(await store.journal(name).append({ kind: 'begin' }));
      }
      await store.journal('web1').compact();
      tokens.push(await store.journal('web1').append({ kind: 'begin' }));
      assert.equal(new Set(tokens).size, tokens.length);
    },
  },
  {
    title: 'entries that are added at the same time are all there',
    check: async ({ store, again }) => {
      const appended = await Promise.all(
        Array.from({ length: 20 }, (_, who) => again().journal('web1').append({ kind: 'begin', who })),
      );
      const entries = await store.journal('web1').read();
      assert.deepEqual(entries.map(({ token }) => token).sort(), appended.sort());
    },
  },
  {
    title: 'compacting a journal drops what is not kept, or all',
    check: async ({ store, again }) => {
      const journal = store.journal('web1');
      for (const who of [1, 2, 3, 4]) await journal.append({ kind: 'begin', who });
      await journal.compact(({ who }) => who === 2 || who === 4);
      assert.deepEqual(
        (await again().journal('web1').read()).map(({ who }) => who),
        [2, 4],
      );
      await journal.compact();
      assert.deepEqual(await again().journal('web1').read(), []);
    },
  },
  {
    title: 'a journal outlives the record',
    check: async ({ store }) => {
      await store.write('web1', sampleRecord('web1'));
      const token = await store.journal('web1').append({ kind: 'given-away' });
      await store.remove('web1');
      assert.deepEqual(
        (await store.journal('web1').read()).map((entry) => entry.token),
        [token],
      );
      assert.deepEqual(await store.list(), []);
    },
  },
  {
    title: 'an entry is given its token and its time by the store alone',
    check: async ({ store }) => {
      for (const facts of [{ token: '1' }, { atMs: 1 }]) {
        await assert.rejects(store.journal('web1').append({ kind: 'begin', ...facts }), TypeError);
      }
    },
  },
];
