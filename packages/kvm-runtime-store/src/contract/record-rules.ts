import assert from 'node:assert/strict';

import type { ContractRule } from './rules.ts';
import { sampleRecord } from './sample-record.ts';

/** An error by its code. */
export const refusedAs =
  (code: string, facts: object = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof Error, 'an Error is thrown');
    assert.ok('code' in error, `${error} has a code`);
    assert.equal(error.code, code);
    const found = new Map(Object.entries(error));
    for (const [fact, value] of Object.entries(facts)) assert.deepEqual(found.get(fact), value, fact);
    return true;
  };

export const recordRules: readonly ContractRule[] = [
  {
    title: 'a record is read as it was written, also by another opening',
    check: async ({ store, again }) => {
      await store.write('web1', sampleRecord('web1', 'old'));
      await store.write('web1', sampleRecord('web1', 'new'));
      assert.deepEqual(await store.read('web1'), sampleRecord('web1', 'new'));
      assert.deepEqual(await again().read('web1'), sampleRecord('web1', 'new'));
    },
  },
  {
    title: 'a record that is not there is undefined',
    check: async ({ store }) => {
      await store.write('web1', sampleRecord('web1'));
      assert.equal(await store.read('web2'), undefined);
      assert.equal(await store.readRevision('web2'), undefined);
    },
  },
  {
    title: 'all names are listed, sorted, and no others',
    check: async ({ store, again }) => {
      assert.deepEqual(await store.list(), []);
      for (const name of ['web2', 'db.example.com', 'web10']) await store.write(name, sampleRecord(name));
      assert.deepEqual(await again().list(), ['db.example.com', 'web10', 'web2']);
    },
  },
  {
    title: 'what was read or written is the caller’s: changing it changes no record',
    check: async ({ store }) => {
      const written = structuredClone(sampleRecord('web1', 'as written'));
      await store.write('web1', written);
      Object.assign(written.runtime, { machineType: 'changed after the write' });
      const read = await store.read('web1');
      assert.deepEqual(read, sampleRecord('web1', 'as written'));
      Object.assign(read.runtime, { machineType: 'changed after the read' });
      assert.deepEqual(await store.read('web1'), sampleRecord('web1', 'as written'));
    },
  },
  {
    title: 'every write gives a revision that no other has',
    check: async ({ store, again }) => {
      const first = await store.write('web1', sampleRecord('web1'));
      const second = await store.write('web1', sampleRecord('web1'));
      await store.remove('web1');
      const third = await store.write('web1', sampleRecord('web1'));
      assert.equal(new Set([first, second, third]).size, 3);
      assert.deepEqual(await again().readRevision('web1'), { record: sampleRecord('web1'), revision: third });
    },
  },
  {
    title: 'a write for a revision is made where that one is there',
    check: async ({ store, again }) => {
      const created = await store.write('web1', sampleRecord('web1', 'a'), { ifRevision: null });
      await again().write('web1', sampleRecord('web1', 'b'), { ifRevision: created });
      assert.deepEqual(await store.read('web1'), sampleRecord('web1', 'b'));
    },
  },
  {
    title: 'a write for another revision is refused, and changes nothing',
    check: async ({ store }) => {
      const expected = await store.write('web1', sampleRecord('web1', 'a'));
      const found = await store.write('web1', sampleRecord('web1', 'b'));
      const late = store.write('web1', sampleRecord('web1', 'c'), { ifRevision: expected });
      await assert.rejects(late, refusedAs('RECORD_CONFLICT', { expected, found }));
      assert.deepEqual(await store.readRevision('web1'), {
        record: sampleRecord('web1', 'b'),
        revision: found,
      });
    },
  },
  {
    title: 'a write that shall be the first is refused where there is a record',
    check: async ({ store }) => {
      const found = await store.write('web1', sampleRecord('web1', 'a'));
      const second = store.write('web1', sampleRecord('web1', 'b'), { ifRevision: null });
      await assert.rejects(second, refusedAs('RECORD_CONFLICT', { expected: null, found }));
    },
  },
  {
    title: 'of many who write for one revision, one does',
    check: async ({ store, again }) => {
      const revision = await store.write('web1', sampleRecord('web1'));
      const stores = Array.from({ length: 8 }, again);
      const outcomes = await Promise.allSettled(
        stores.map((one, who) =>
          one.write('web1', sampleRecord('web1', String(who)), { ifRevision: revision }),
        ),
      );
      const winners = outcomes.flatMap(({ status }, who) => (status === 'fulfilled' ? [who] : []));
      assert.equal(winners.length, 1);
      assert.deepEqual(await store.read('web1'), sampleRecord('web1', String(winners[0])));
    },
  },
  {
    title: 'a removed record is gone, and removing it again does nothing',
    check: async ({ store, again }) => {
      await store.remove('web1');
      await store.write('web1', sampleRecord('web1'));
      await store.write('web2', sampleRecord('web2'));
      await store.remove('web1');
      await store.remove('web1');
      assert.equal(await again().read('web1'), undefined);
      assert.deepEqual(await again().list(), ['web2']);
    },
  },
  {
    title: 'a removal for another revision is refused, and removes nothing',
    check: async ({ store }) => {
      const expected = await store.write('web1', sampleRecord('web1', 'a'));
      const found = await store.write('web1', sampleRecord('web1', 'b'));
      const late = store.remove('web1', { ifRevision: expected });
      await assert.rejects(late, refusedAs('RECORD_CONFLICT', { expected, found }));
      assert.deepEqual(await store.read('web1'), sampleRecord('web1', 'b'));
      await store.remove('web1', { ifRevision: found });
      assert.equal(await store.read('web1'), undefined);
    },
  },
  {
    title: 'a record is refused under another instance’s name',
    check: async ({ store }) => {
      await assert.rejects(store.write('web1', sampleRecord('web2')));
      assert.deepEqual(await store.list(), []);
    },
  },
  {
    title: 'a name that cannot be a file’s is refused everywhere',
    check: async ({ store }) => {
      for (const name of ['../web1', '', '.web1', 'web1\0', 'web1/..', 'web1.guest']) {
        const refused = refusedAs('INSTANCE_NAME_INVALID');
        await assert.rejects(store.read(name), refused);
        await assert.rejects(store.readRevision(name), refused);
        await assert.rejects(store.write(name, sampleRecord(name)), refused);
        await assert.rejects(store.remove(name), refused);
        await assert.rejects(
          store.withLock(name, () => Promise.resolve()),
          refused,
        );
        assert.throws(() => store.journal(name), refused);
      }
    },
  },
];
