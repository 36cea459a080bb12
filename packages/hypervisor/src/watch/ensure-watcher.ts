import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

import type { FileLock } from '@kvmkit/kvm-runtime-store';

import { controlGroupOf } from '../confine/control-group.ts';
import { WatcherError } from '../errors.ts';
import type { HostSettings } from '../settings.ts';
import { lockWatcher, noteWatcher } from './watcher-lock.ts';

/** All that a watcher is told; it stands on its command line. */
export interface WatcherTask {
  readonly root: string;
  readonly settings: Required<HostSettings>;
}

/**
 * Starts the watcher of a root unless it runs: a process of its own session, which outlives us and ends after the last
 * guest that needs it. To be called with the instance's lock held and its record written: then a watcher that is just
 * about to end sees that it must not. Whether it has begun to watch is of no matter, since QEMU's log waits for it.
 * @throws {WatcherError} `WATCHER_FAILED`
 */
export async function ensureWatcher(task: WatcherTask): Promise<void> {
  try {
    await using lock = await lockWatcher(task.root);
    if (lock !== undefined) await startWatcher(task, lock);
  } catch (cause) {
    throw new WatcherError(task.root, { cause });
  }
}

async function startWatcher(task: WatcherTask, lock: FileLock): Promise<void> {
  const logs = join(task.root, 'log');
  await mkdir(logs, { recursive: true, mode: 0o700 });
  await using log = await open(join(logs, '.watcher.log'), 'a', 0o600);
  const group = await controlGroupOf(`_watcher-${process.pid}`);
  const words = [process.execPath, ...nodeOptions, entry, JSON.stringify(task)];
  const [program = '', ...args] = group.kind === 'scope' ? [...group.prefix, ...words] : words;
  const child = spawn(program, args, {
    detached: true,
    cwd: '/',
    // It runs for longer than whoever has put secrets into our environment thinks of. One arena is enough for the
    // threads that wait for the ends of guests.
    env: { PATH: process.env['PATH'], MALLOC_ARENA_MAX: '1' },
    stdio: ['ignore', log.fd, log.fd, lock.fd],
  });
  await once(child, 'spawn');
  noteWatcher(lock, child.pid);
  child.unref();
}

const fromSource: boolean = import.meta.filename.endsWith('.ts');
const entry: string = join(import.meta.dirname, fromSource ? 'watcher-main.ts' : 'watcher-main.js');
/**
 * Small: it waits, and what it reads are lines. Without its compilers V8 has 10 MiB less (measured with Node 24, 100
 * guests); from source it needs them, as stripping types is WebAssembly.
 */
const nodeOptions: readonly string[] = fromSource
  ? ['--conditions=@kvmkit/source']
  : ['--jitless', '--v8-pool-size=0', '--max-semi-space-size=1'];
