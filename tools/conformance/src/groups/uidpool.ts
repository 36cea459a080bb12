import { mkdir, mkdtempDisposable, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  addToUidPool,
  checkUidPool,
  expandUidPool,
  formatUidPool,
  parseUidPool,
  removeFromUidPool,
  UidInUseError,
  UidPoolError,
  UidRangeError,
} from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

// @boundaries-ignore the way to say under which users processes run, which no caller of the package needs
import { openUidPoolOn, type UidPool } from '../../../../packages/kvm-runtime-store/src/uid-pool.ts';
import { answerOf, rulesByPattern, type Group } from '../group.ts';

const ranges = v.optional(v.array(v.tuple([v.number(), v.number()])), []);
const fileNames = v.optional(v.array(v.pipe(v.union([v.string(), v.number()]), v.transform(String))), []);
const host = {
  lockfiles: fileNames,
  env: v.optional(
    v.object({
      uids_used: v.optional(v.array(v.number()), []),
      /** What looking for processes ends with; 0 and 1 say whether there are any. */
      pgrep_exit: v.nullish(v.number()),
    }),
    {},
  ),
};

const uidPoolCase = v.variant('op', [
  v.object({ op: v.literal('parse'), value: v.string(), separator: v.nullish(v.string()) }),
  v.object({ op: v.literal('format'), pool: ranges, separator: v.nullish(v.string()) }),
  v.object({ op: v.literal('check'), pool: ranges }),
  v.object({ op: v.literal('expand'), pool: ranges }),
  v.object({ op: v.literal('add'), pool: ranges, uids: ranges }),
  v.object({ op: v.literal('remove'), pool: ranges, uids: ranges }),
  v.object({
    op: v.literal('request'),
    all: v.array(v.number()),
    count: v.optional(v.number(), 1),
    ...host,
  }),
  v.object({
    op: v.literal('release'),
    uid: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)),
    ...host,
  }),
]);

type UidPoolCase = v.InferOutput<typeof uidPoolCase>;
type Request = Extract<UidPoolCase, { op: 'request' }>;
type Release = Extract<UidPoolCase, { op: 'release' }>;

const recordedPool = v.object({
  result: v.nullish(v.union([v.string(), v.array(v.unknown())])),
  lockfiles: v.nullish(v.array(v.string())),
});

/** Pools of users, as text and at work: on real lock files. */
export const uidpool: Group = {
  name: 'uidpool',
  modes: {
    uidpool: {
      answer: (given) => {
        const asked = v.parse(uidPoolCase, given);
        return answerOf(() => answerTo(asked), ruleOfOurs);
      },
      ruleOf: rulesByPattern([
        [/^Invalid user-id (?:range definition|value)/, 'not a range'],
        [/is larger than higher boundary value/, 'order'],
        [/UIDPOOL_UID_M(?:IN|AX)/, 'bounds'],
        [/^User-id range to be removed is not found/, 'member'],
        [/^Failed to find an unused user-id/, 'used up'],
        [/^Running pgrep failed/, 'processes'],
      ]),
      // How processes are found is nobody's business, and uids that are only listed have no order.
      meaningOf: (recorded) => {
        const { result, lockfiles } = v.parse(recordedPool, recorded);
        const isList = Array.isArray(result) && result.every((uid) => typeof uid === 'number');
        return { lockfiles, result: isList && lockfiles === undefined ? new Set(result) : result };
      },
    },
  },
};

function answerTo(asked: UidPoolCase): object | Promise<object> {
  switch (asked.op) {
    case 'parse':
      return { result: parseUidPool(asked.value, separatorOf(asked)) };
    case 'format':
      return { result: formatUidPool(asked.pool, separatorOf(asked)) };
    case 'check':
      checkUidPool(asked.pool);
      return {};
    case 'expand':
      return { result: expandUidPool(asked.pool) };
    case 'add':
      return { result: addToUidPool(asked.pool, asked.uids) };
    case 'remove':
      return { result: removeFromUidPool(asked.pool, asked.uids) };
    case 'request':
      return request(asked);
    case 'release':
      return release(asked);
  }
}

function separatorOf({ separator }: { readonly separator?: string | null | undefined }): {
  separator?: string;
} {
  return typeof separator === 'string' ? { separator } : {};
}

async function request(asked: Request): Promise<object> {
  return withPool(asked, async (pool) => {
    await using held = new AsyncDisposableStack();
    const result: number[] = [];
    while (result.length < asked.count) {
      const { uid } = held.use(await pool.request({ doing: 'conformance' }));
      result.push(uid);
    }
    return { result };
  });
}

async function release(asked: Release): Promise<object> {
  return withPool({ ...asked, all: [asked.uid] }, async (pool) => {
    await pool.release(asked.uid, { doing: 'conformance' });
    return {};
  });
}

/** Runs in a pool on a host as the case describes it; the answer has the lock files that are left. */
async function withPool(
  { all, lockfiles, env }: Pick<Request, 'all' | 'lockfiles' | 'env'>,
  work: (pool: UidPool) => Promise<object>,
): Promise<object> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'conformance-'));
  const root = folder.path;
  const directory = join(root, 'uid-pool');
  await mkdir(directory);
  for (const name of lockfiles) await writeFile(join(directory, name), '');
  const { uids_used: used, pgrep_exit: exit } = env;
  const findPids = (uid: number): Promise<number[]> => {
    if (typeof exit === 'number' && exit > 1) {
      return Promise.reject(new UidPoolError('PROCESSES_HIDDEN', 'as the case says'));
    }
    return Promise.resolve(exit === 0 || (exit !== 1 && used.includes(uid)) ? [1] : []);
  };
  const pool = openUidPoolOn({ root, pool: all.map((uid) => [uid, uid] as const) }, findPids);
  const result = await work(pool);
  return { ...result, lockfiles: (await readdir(directory)).toSorted() };
}

function ruleOfOurs(error: Error): string | undefined {
  if (error instanceof UidRangeError) return error.rule === 'syntax' ? 'not a range' : error.rule;
  if (error instanceof UidInUseError) return 'in use';
  if (error instanceof UidPoolError) return error.code === 'UID_POOL_EXHAUSTED' ? 'used up' : 'processes';
  return undefined;
}
