import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  fstatSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { startHolder } from '../test/holder.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { LockTimeoutError } from './errors.ts';
import { isLocked, lockFile, type FileLock, type LockOptions } from './file-lock.ts';

const atOnce = { doing: 'testing', timeoutMs: 0 };
const patiently = { doing: 'testing', timeoutMs: 20_000 };

// For hangs: two cores may be busy with other tests.
const patience = { interval: 5, timeout: 10_000 };
const lockPath = (): string => join(temporaryFolder(), 'lock', 'web1');

/** A lock that is given up with the test. */
async function take(path: string, options: LockOptions = atOnce): Promise<FileLock> {
  const lock = await lockFile(path, options);
  onTestFinished(() => lock.close());
  return lock;
}

async function refusal(path: string, options: LockOptions = atOnce): Promise<LockTimeoutError> {
  const outcome = await lockFile(path, options).catch((error: unknown) => error);
  if (outcome instanceof LockTimeoutError) return outcome;
  throw new Error('not refused', { cause: outcome });
}

/** How many descriptors of ours are open on a path. */
function openOn(path: string): number {
  const targets = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return targets.filter((target) => target === path).length;
}

describe('a lock', () => {
  test('keeps everybody else of the same process out until it is given up', async () => {
    const path = lockPath();
    const lock = await take(path);
    await expect(take(path)).rejects.toThrow(LockTimeoutError);
    await lock.close();
    await expect(take(path)).resolves.toBeDefined();
  });

  test('keeps other processes out until it is given up', async () => {
    const path = lockPath();
    const holder = await startHolder(path, 'starting');
    await expect(take(path)).rejects.toThrow(LockTimeoutError);
    await holder.release();
    await expect(take(path)).resolves.toBeDefined();
  });

  test('is for one file: others are free', async () => {
    const path = lockPath();
    await take(path);
    await expect(take(`${path}.guest`)).resolves.toBeDefined();
  });

  test('is free at once when its holder is killed', async () => {
    const path = lockPath();
    const holder = await startHolder(path, 'starting');
    await holder.kill();
    await expect(take(path)).resolves.toBeDefined();
  });

  test('is given to who waits as soon as it is free', async () => {
    const path = lockPath();
    const holder = await startHolder(path, 'starting');
    const waiting = take(path, patiently);
    await expect.poll(() => openOn(path), patience).toBeGreaterThan(0);
    await holder.kill();
    await waiting;
    await expect(take(path)).rejects.toThrow(LockTimeoutError);
  });

  test('is kept by a child that inherited its descriptor after we gave up our share', async () => {
    const path = lockPath();
    const lock = await take(path);
    const child = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', lock.fd] });
    const exited = once(child, 'exit');
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await exited;
    });
    await once(child, 'spawn');
    await lock.close();
    await expect(take(path)).rejects.toThrow(LockTimeoutError);
    child.kill('SIGKILL');
    await exited;
    await expect(take(path)).resolves.toBeDefined();
  });

  test('does not reach a child that was not given its descriptor', async () => {
    const path = lockPath();
    const lock = await take(path);
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    await once(child, 'spawn');
    await lock.close();
    await expect(take(path)).resolves.toBeDefined();
  });

  test('may be given up twice, and goes with its scope', async () => {
    const path = lockPath();
    {
      await using lock = await lockFile(path, atOnce);
      await expect(take(path)).rejects.toThrow(LockTimeoutError);
      await lock.close();
      await lock.close();
    }
    {
      await using lock = await lockFile(path, atOnce);
      expect(lock.fd).toBeGreaterThan(2);
    }
    expect(openOn(path)).toBe(0);
    await expect(take(path)).resolves.toBeDefined();
  });

  test('makes its file and folder for their owner only', async () => {
    const path = lockPath();
    await take(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  test('is taken though its file holds garbage of somebody before', async () => {
    const path = lockPath();
    mkdirSync(join(path, '..'));
    writeFileSync(path, '\0not JSON'.repeat(1000));
    await take(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, doing: 'testing' });
  });
});

describe('a wait that is over', () => {
  test('names the holder by its process and what it does', async () => {
    const path = lockPath();
    const holder = await startHolder(path, 'migrating');
    const error = await refusal(path, { doing: 'stopping', timeoutMs: 20 });
    expect(error).toMatchObject({
      name: 'LockTimeoutError',
      code: 'LOCK_TIMEOUT',
      path,
      timeoutMs: 20,
      holder: { pid: holder.pid, doing: 'migrating' },
      message: `waited 20 ms for the lock ${path}, which process ${holder.pid} (migrating) holds; nothing was changed`,
    });
  });

  test.for(['', 'garbage', '[]', '{"pid": "7"}', 'null'])(
    'knows no holder where the file says %j',
    async (content) => {
      const path = lockPath();
      await take(path);
      writeFileSync(path, content);
      const error = await refusal(path);
      expect(error.holder).toBeUndefined();
      expect(error.message).toContain('which another process holds');
    },
  );

  test('has changed nothing, and leaves no descriptor open', async () => {
    const path = lockPath();
    const lock = await take(path, { doing: 'starting', timeoutMs: 0 });
    const [content, { ino }] = [readFileSync(path, 'utf8'), statSync(path)];
    await expect(take(path)).rejects.toThrow(LockTimeoutError);
    await refusal(path, { doing: 'stopping', timeoutMs: 20 });
    expect(readFileSync(path, 'utf8')).toBe(content);
    expect(statSync(path).ino).toBe(ino);
    expect(openOn(path)).toBe(1);
    await lock.close();
    await expect(take(path)).resolves.toBeDefined();
  });
});

describe('a lock file that its holder removes', () => {
  test('may be removed after the lock was given up, and twice', async () => {
    const path = lockPath();
    const lock = await take(path);
    await lock.close();
    await lock.removeFile();
    await lock.removeFile();
    expect(existsSync(path)).toBe(false);
  });

  test('is gone, and the next lock is on a new file', async () => {
    const path = lockPath();
    const lock = await take(path);
    await lock.removeFile();
    expect(existsSync(path)).toBe(false);
    await take(path);
    expect(existsSync(path)).toBe(true);
  });

  test('is not mistaken for the next one by who waited for it', async () => {
    const path = lockPath();
    const first = await take(path);
    const waiting = take(path, patiently);
    await expect.poll(() => openOn(path), patience).toBeGreaterThan(1);
    await first.removeFile();
    const newcomer = await take(path);
    await first.close();
    // Who waited has been given a lock on the removed file, and must wait for the new one.
    await expect.poll(() => openOn(path), patience).toBeGreaterThan(1);
    expect(fstatSync(newcomer.fd).ino).toBe(statSync(path).ino);
    await newcomer.close();
    const second = await waiting;
    expect(fstatSync(second.fd).ino).toBe(statSync(path).ino);
    await expect(take(path)).rejects.toThrow(LockTimeoutError);
  });

  test('lets one in at a time, whoever comes and removes it', async () => {
    const path = lockPath();
    let inside = 0;
    const most: number[] = [];
    const visit = async (): Promise<void> => {
      await using lock = await lockFile(path, patiently);
      inside += 1;
      most.push(inside);
      await lock.removeFile();
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 30 }, visit));
    expect(most).toEqual(Array.from({ length: 30 }, () => 1));
  });
});

describe('isLocked', () => {
  test('says whether a lock is held, by us or by others, and takes none', async () => {
    const path = lockPath();
    const lock = await take(path);
    await expect(isLocked(path)).resolves.toBe(true);
    await lock.close();
    await expect(isLocked(path)).resolves.toBe(false);
    const holder = await startHolder(path, 'starting');
    await expect(isLocked(path)).resolves.toBe(true);
    await holder.kill();
    await expect(isLocked(path)).resolves.toBe(false);
  });

  test('an absent file is not locked, and is not made', async () => {
    const path = lockPath();
    await expect(isLocked(path)).resolves.toBe(false);
    expect(existsSync(path)).toBe(false);
  });
});

describe('a shared lock', () => {
  const sharing = { mode: 'shared', doing: 'reading', timeoutMs: 0 } as const;

  test('lets others share, and nobody have it alone', async () => {
    const path = lockPath();
    const first = await take(path, sharing);
    const second = await take(path, { ...sharing, doing: 'listing' });
    const error = await refusal(path);
    expect(error.holders).toEqual([
      { pid: process.pid, doing: 'reading' },
      { pid: process.pid, doing: 'listing' },
    ]);
    expect(error.message).toContain(
      `which process ${process.pid} (reading), process ${process.pid} (listing) hold; nothing was changed`,
    );
    await first.close();
    await expect(refusal(path)).resolves.toMatchObject({ holders: [{ doing: 'listing' }] });
    await second.close();
    await expect(take(path)).resolves.toBeDefined();
  });

  test('is refused, with the holder’s name, while one has it alone', async () => {
    const path = lockPath();
    const alone = await take(path, { doing: 'starting', timeoutMs: 0 });
    await expect(refusal(path, sharing)).resolves.toMatchObject({ holders: [{ doing: 'starting' }] });
    await alone.close();
    await take(path, sharing);
    await expect(refusal(path)).resolves.toMatchObject({ holders: [{ doing: 'reading' }] });
  });

  test('names those that live among its holders', async () => {
    const path = lockPath();
    const killed = await startHolder(path, 'killed', 'shared');
    const living = await startHolder(path, 'living', 'shared');
    await killed.kill();
    await expect(refusal(path)).resolves.toMatchObject({ holders: [{ pid: living.pid, doing: 'living' }] });
  });

  test('that is taken again and again does not fill the disk', async () => {
    const path = lockPath();
    await take(path, sharing);
    for (let i = 0; i < 1000; i += 1) {
      await using again = await lockFile(path, { ...sharing, doing: 'x'.repeat(100) });
      expect(again.fd).toBeGreaterThan(2);
    }
    expect(statSync(path).size).toBeLessThan(66_000);
  });
});

test('a holder that ended is named together with the child that has its lock', async () => {
  const path = lockPath();
  const holder = await startHolder(path, 'starting');
  await holder.handOver();
  const error = await refusal(path);
  expect(error.holders).toEqual([{ pid: holder.pid, doing: 'starting', ended: true }]);
  expect(error.message).toContain(`a child of the ended process ${holder.pid} (starting) holds`);
});

describe('many at once', () => {
  test('8 processes count in one file, and no step is lost', async () => {
    const folder = temporaryFolder();
    const [path, counter] = [join(folder, 'lock/web1'), join(folder, 'counter')];
    writeFileSync(counter, '0');
    const script = fileURLToPath(new URL('../test/count-under-lock.ts', import.meta.url));
    const count = async (): Promise<void> => {
      const args = ['--conditions=@kvmkit/source', script, path, counter, '50'];
      const [code] = (await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')) as [number];
      expect(code).toBe(0);
    };
    await Promise.all(Array.from({ length: 8 }, count));
    expect(readFileSync(counter, 'utf8')).toBe('400');
  });

  test('threads of one process keep each other out, and the end of one frees its lock', async () => {
    const path = lockPath();
    const worker = new Worker(new URL('../test/hold-lock-in-thread.ts', import.meta.url), {
      workerData: { path, doing: 'threading' },
      execArgv: ['--conditions=@kvmkit/source'],
    });
    await once(worker, 'message');
    await expect(refusal(path)).resolves.toMatchObject({ holder: { pid: process.pid, doing: 'threading' } });
    await worker.terminate();
    await expect(take(path)).resolves.toBeDefined();
  });
});

test('a deadline holds though the clock is set back', async () => {
  const path = lockPath();
  await take(path);
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const began = performance.now();
  const refused = refusal(path, { doing: 'testing', timeoutMs: 100 });
  vi.setSystemTime(0);
  await refused;
  expect(performance.now() - began).toBeGreaterThan(90);
  expect(performance.now() - began).toBeLessThan(10_000);
});

describe('a lock file that was planted is refused, and nothing is emptied', () => {
  test.for(['a symbolic link', 'a hard link'])('%s', async (kind) => {
    const path = lockPath();
    const precious = join(path, '../../precious');
    mkdirSync(join(path, '..'));
    writeFileSync(precious, 'precious');
    if (kind === 'a symbolic link') symlinkSync(precious, path);
    else linkSync(precious, path);
    await expect(lockFile(path, atOnce)).rejects.toMatchObject({ code: 'FILE_REFUSED', path });
    await expect(isLocked(path)).rejects.toMatchObject({ code: 'FILE_REFUSED', path });
    expect(readFileSync(precious, 'utf8')).toBe('precious');
  });

  test('a lock folder that leads elsewhere', async () => {
    const path = lockPath();
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(path, '..'));
    await expect(lockFile(path, atOnce)).rejects.toMatchObject({
      code: 'FILE_REFUSED',
      path: join(path, '..'),
    });
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});
