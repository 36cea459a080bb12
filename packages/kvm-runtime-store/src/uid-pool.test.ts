import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, onTestFinished, test } from 'vitest';

import { temporaryFolder } from '../test/temporary-folder.ts';
import { openUidPool, openUidPoolOn, type LockedUid, type UidPool } from './uid-pool.ts';
import type { UidRange } from './uid-ranges.ts';

// Users that nobody is; Debian gives these numbers to no one.
const pool: readonly UidRange[] = [[60_990, 60_992]];
const starting = { doing: 'starting' };
const stopping = { doing: 'stopping' };

function openPool(ranges = pool): UidPool & { readonly root: string } {
  const root = temporaryFolder();
  return { root, ...openUidPool({ root, pool: ranges }) };
}

/** A uid that is closed with the test. */
async function take(from: UidPool): Promise<LockedUid> {
  const held = await from.request(starting);
  onTestFinished(() => held.close());
  return held;
}

function start(command: string, args: readonly string[], options: { uid?: number; stdio: StdioOptions }) {
  const child = spawn(command, args, options);
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  return { child, kill };
}

/** Another process that holds a uid of the pool. */
async function startHolder(root: string): Promise<{ uid: number; kill: () => Promise<void> }> {
  const script = fileURLToPath(new URL('../test/hold-uid.ts', import.meta.url));
  const args = ['--conditions=@kvmkit/source', script, root, '60990-60992'];
  const { child, kill } = start(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  return { uid: Number(await firstOutput(child)), kill };
}

async function firstOutput(child: ChildProcess): Promise<string> {
  const output = child.stdout ?? expect.unreachable();
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the holder ended before it held')));
  const [data] = (await Promise.race([once(output, 'data'), ended])) as [Buffer];
  return data.toString();
}

describe('a uid', () => {
  test('is the lowest that nobody holds', async () => {
    const uids = openPool();
    const held = [await take(uids), await take(uids), await take(uids)];
    expect(held.map(({ uid }) => uid)).toEqual([60_990, 60_991, 60_992]);
  });

  test('is given to one of many that ask at once', async () => {
    const uids = openPool();
    const held = await Promise.all([take(uids), take(uids), take(uids)]);
    expect(held.map(({ uid }) => uid).toSorted((a, b) => a - b)).toEqual([60_990, 60_991, 60_992]);
  });

  test('is held against other processes, and free at once when its holder is killed', async () => {
    const uids = openPool();
    const holder = await startHolder(uids.root);
    expect(holder.uid).toBe(60_990);
    await expect(uids.release(60_990, stopping)).rejects.toThrow(
      expect.objectContaining({ code: 'LOCK_TIMEOUT', holder: expect.objectContaining(starting) }),
    );
    await expect(take(uids)).resolves.toMatchObject({ uid: 60_991 });
    await holder.kill();
    await expect(uids.release(60_990, stopping)).resolves.toBeUndefined();
  });

  test('that a killed process had taken is handed out again, after those that nobody took', async () => {
    const uids = openPool([[60_990, 60_991]]);
    const holder = await startHolder(uids.root);
    await holder.kill();
    expect(readdirSync(join(uids.root, 'uid-pool'))).toEqual(['60990']);
    await expect(take(uids)).resolves.toMatchObject({ uid: 60_991 });
    await expect(take(uids)).resolves.toMatchObject({ uid: 60_990 });
  });

  test('is kept by a guest that inherited its descriptor, before it runs under it', async () => {
    const uids = openPool([[60_990, 60_990]]);
    const held = await take(uids);
    const guest = start('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', held.fd] });
    await once(guest.child, 'spawn');
    await held.close();
    await expect(take(uids)).rejects.toThrow(expect.objectContaining({ code: 'UID_POOL_EXHAUSTED' }));
    await expect(uids.release(60_990, stopping)).rejects.toThrow(
      expect.objectContaining({ code: 'LOCK_TIMEOUT' }),
    );
    await guest.kill();
    await expect(take(uids)).resolves.toMatchObject({ uid: 60_990 });
  });

  test('is neither given nor given back while a process runs under it', async (ctx) => {
    if (process.getuid?.() !== 0) ctx.skip('only root may start a process as another user');
    const uids = openPool([[60_990, 60_990]]);
    const held = await take(uids);
    const guest = start('sleep', ['60'], { uid: held.uid, stdio: 'ignore' });
    await once(guest.child, 'spawn');
    const inUse = {
      code: 'UID_IN_USE',
      pids: [guest.child.pid],
      message: `giving back uid 60990: found processes that run under it (${guest.child.pid}); it stays taken`,
    };
    await expect(held.release()).rejects.toThrow(expect.objectContaining(inUse));
    await held.close();
    await expect(uids.release(60_990, stopping)).rejects.toThrow(expect.objectContaining(inUse));
    await expect(take(uids)).rejects.toThrow(expect.objectContaining({ code: 'UID_POOL_EXHAUSTED' }));
    expect(readdirSync(join(uids.root, 'uid-pool'))).toEqual(['60990']);

    await guest.kill();
    await uids.release(60_990, stopping);
    expect(readdirSync(join(uids.root, 'uid-pool'))).toEqual([]);
  });

  test('of somebody who lives outside the pool’s files is passed over', async () => {
    const root = temporaryFolder();
    const uids = openUidPoolOn({ root, pool }, (uid) => Promise.resolve(uid === 60_990 ? [1] : []));
    await expect(take(uids)).resolves.toMatchObject({ uid: 60_991 });
  });
});

describe('giving back', () => {
  test('leaves no file, and the uid is the next again', async () => {
    const uids = openPool();
    const held = await take(uids);
    await held.release();
    expect(readdirSync(join(uids.root, 'uid-pool'))).toEqual([]);
    await expect(take(uids)).resolves.toMatchObject({ uid: 60_990 });
  });

  test('twice, as after a crash, changes nothing', async () => {
    const uids = openPool();
    await uids.release(60_990, stopping);
    await uids.release(60_990, stopping);
    expect(readdirSync(join(uids.root, 'uid-pool'))).toEqual([]);
  });

  test('without a proof is refused, and the uid stays taken', async () => {
    const root = temporaryFolder();
    const uids = openUidPoolOn({ root, pool }, () => Promise.reject(new Error('hidden')));
    mkdirSync(join(root, 'uid-pool'));
    writeFileSync(join(root, 'uid-pool', '60990'), '');
    await expect(uids.release(60_990, stopping)).rejects.toThrow('hidden');
    await expect(uids.request(starting)).rejects.toThrow('hidden');
    expect(existsSync(join(root, 'uid-pool', '60990'))).toBe(true);
    // The refusals gave their locks up.
    await expect(take(openUidPool({ root, pool: [[60_990, 60_990]] }))).resolves.toMatchObject({
      uid: 60_990,
    });
  });

  test.for([-1, 1.5, Number.NaN, 4_294_967_296])('%d is no uid', async (uid) => {
    await expect(openPool().release(uid, stopping)).rejects.toThrow(RangeError);
  });
});

test('a pool that is used up says so, and nothing is taken', async () => {
  const uids = openPool([[60_990, 60_990]]);
  await take(uids);
  await expect(uids.request(starting)).rejects.toThrow(
    expect.objectContaining({
      name: 'UidPoolError',
      message: 'uid_pool: every uid of 60990 is locked or has processes; none was taken',
    }),
  );
  await expect(openPool([]).request(starting)).rejects.toThrow(/an empty pool/);
});

test('a pool is checked before it is opened', () => {
  expect(() => openPool([[5, 1]])).toThrow(expect.objectContaining({ code: 'UID_POOL_INVALID' }));
});

test('the files are made when they are needed, for their owner only, and others between them are left alone', async () => {
  const { root, ...uids } = openPool();
  expect(readdirSync(root)).toEqual([]);
  const held = await take(uids);
  writeFileSync(join(root, 'uid-pool', 'junk'), 'mine');
  expect(statSync(join(root, 'uid-pool')).mode & 0o777).toBe(0o700);
  expect(statSync(join(root, 'uid-pool', String(held.uid))).mode & 0o777).toBe(0o600);
  await held.release();
  expect(readdirSync(join(root, 'uid-pool'))).toEqual(['junk']);
});
