import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { emptyContents, openMemoryStore } from '../test/memory-store.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { contractRules, runtimeStoreContract, type OpenedStore } from './contract.ts';
import type { Journal } from './journal-entries.ts';
import type { RuntimeRecord } from './runtime-record.ts';
import { openRuntimeStore } from './runtime-store.ts';
import type { RuntimeStore } from './store-port.ts';

const inMemory = (): OpenedStore => {
  const contents = emptyContents();
  return { store: openMemoryStore(contents), again: () => openMemoryStore(contents) };
};

const inFiles = (): OpenedStore => {
  const root = join(temporaryFolder(), 'root');
  return { store: openRuntimeStore({ root }), again: () => openRuntimeStore({ root }) };
};

describe('the store in files', () => {
  runtimeStoreContract({ open: inFiles, test });
});

describe('a store in memory', () => {
  runtimeStoreContract({ open: inMemory, test });
});

type Sabotage = (store: RuntimeStore) => Partial<RuntimeStore>;

const forgetful: Sabotage = () => ({ write: () => Promise.resolve('1') });
const withoutRevision: Sabotage = (store) => ({
  write: (name, record) => store.write(name, record),
  remove: (name) => store.remove(name),
});
const unlocked: Sabotage = () => ({
  withLock: (_name, change) => change({ lost: new AbortController().signal }),
});
const deaf: Sabotage = () => ({
  watch: () => ({ next: never, return: never, [Symbol.asyncIterator]: deadEnd }),
});

const never = (): Promise<never> => new Promise(() => undefined);

function deadEnd(): never {
  throw new Error('nobody asks for it');
}

/** What is wrong with a store that breaks a rule. */
const sabotages: Readonly<Record<string, Sabotage>> = {
  'a record is read as it was written, also by another opening': forgetful,
  'a record that is not there is undefined': (store) => ({
    readRevision: async () => (await store.readRevision('web1')) ?? deadEnd(),
  }),
  'all names are listed, sorted, and no others': (store) => ({
    list: async () => (await store.list()).toReversed(),
  }),
  'what was read or written is the caller’s: changing it changes no record': (store) => {
    const given = new Map<string, RuntimeRecord>();
    return {
      write: (name, record) => {
        given.set(name, record);
        return store.write(name, record);
      },
      read: (name) => Promise.resolve(given.get(name)),
    };
  },
  'every write gives a revision that no other has': (store) => ({
    write: async (name, record) => {
      await store.write(name, record);
      return 'the same';
    },
  }),
  'a write for a revision is made where that one is there': (store) => ({
    write: (name, record, options) =>
      typeof options?.ifRevision === 'string' ? Promise.resolve('') : store.write(name, record),
  }),
  'a write for another revision is refused, and changes nothing': withoutRevision,
  'a write that shall be the first is refused where there is a record': withoutRevision,
  'of many who write for one revision, one does': withoutRevision,
  'a removed record is gone, and removing it again does nothing': () => ({ remove: () => Promise.resolve() }),
  'a removal for another revision is refused, and removes nothing': withoutRevision,
  'a record is refused under another instance’s name': forgetful,
  'a name that cannot be a file’s is refused everywhere': () => ({ read: () => Promise.resolve(undefined) }),
  'withLock gives the change’s answer or its error, and the lock back': (store) => ({
    withLock: (name, change, options) =>
      store.withLock(name, change, options).catch(() => Promise.reject(new Error('another'))),
  }),
  'a lock is refused while another opening holds it, with what that one is doing': unlocked,
  'a lock of one instance is not another’s': (store) => ({
    withLock: (_name, change, options) => store.withLock('all', change, options),
  }),
  'changes of one instance are made one after the other, whoever makes them': unlocked,
  'a lease tells whether the lock was lost: not while it is held': () => ({
    withLock: (_name, change) => change({ lost: AbortSignal.abort() }),
  }),
  'a journal has its entries in order, with what they say, also for another opening': (store) => ({
    journal: (name) => ({
      ...store.journal(name),
      read: async () => (await store.journal(name).read()).toReversed(),
    }),
  }),
  'a token names one entry among those of all journals': (store) => ({
    journal: (name) => ({
      ...store.journal(name),
      append: async () => String((await store.journal(name).read()).length),
    }),
  }),
  'entries that are added at the same time are all there': (store) => ({
    journal: (name) => {
      const sound = store.journal(name);
      const append: Journal['append'] = async (facts) => {
        const before = await sound.read();
        const token = await sound.append(facts);
        await sound.compact(
          (entry) => entry.token === token || before.some((old) => old.token === entry.token),
        );
        return token;
      };
      return { ...sound, append };
    },
  }),
  'compacting a journal drops what is not kept, or all': (store) => ({
    journal: (name) => ({ ...store.journal(name), compact: () => Promise.resolve() }),
  }),
  'a journal outlives the record': (store) => ({
    remove: async (name) => {
      await store.remove(name);
      await store.journal(name).compact();
    },
  }),
  'an entry is given its token and its time by the store alone': (store) => ({
    journal: (name) => ({ ...store.journal(name), append: () => Promise.resolve('1') }),
  }),
  'watching begins with the names that there are': deaf,
  'watching tells what another opening adds, changes and removes': deaf,
  'watching ends with its signal, also before it has begun': (store) => ({ watch: () => store.watch() }),
  'watching ends with return(), also while a change is waited for': (store) => ({
    watch: (options) => ({ ...store.watch(options), return: never }),
  }),
};

test.for(contractRules)('a store that breaks it fails the rule: $title', async ({ title, check }) => {
  const { store, again } = inMemory();
  const sabotage = sabotages[title] ?? deadEnd();
  const broken = (sound: RuntimeStore): RuntimeStore => ({ ...sound, ...sabotage(sound) });
  // Long enough for a sound store in memory, and short for one that never answers.
  const outcome = check({ store: broken(store), again: () => broken(again()) }, 50);
  await expect(outcome).rejects.toBeInstanceOf(Error);
});
