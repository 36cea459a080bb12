import { spawn } from 'node:child_process';
import { resolve as resolvePath } from 'node:path';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';

import type { QmpAddress } from '../transport/address.ts';
import { type Deadline, untilAborted } from '../waiting/deadline.ts';
import type { GuardOrder } from './thaw-guard.ts';

/** A process that thaws a guest if ours dies. */
export interface Guard {
  /** Lets it go without doing anything. */
  dismiss(): void;
  /** Lets it do its work: it thaws as soon as the agent takes its connection. */
  release(): void;
}

/**
 * The address as another process can use it.
 *
 * @throws TypeError for an address that only this process has, or that needs more than a path or a host and a port.
 */
export function reconnectable(address: QmpAddress): QmpAddress {
  if (typeof address === 'string') return resolvePath(address);
  const entries = Object.entries(address).filter(([, value]) => value !== undefined);
  const members = entries
    .map(([name]) => name)
    .sort()
    .join();
  if ('path' in address && members === 'path') return { path: resolvePath(address.path) };
  if ('host' in address && members === 'host,port') return address;
  throw new TypeError(
    `a guard must be able to connect to the guest agent by itself: the address has ${members}, expected path, or host and port`,
  );
}

/** Starts the guard and waits until it is on its watch. */
export async function startGuard(order: GuardOrder, deadline: Deadline): Promise<Guard> {
  // Beside this file, and of its kind: source or built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = fileURLToPath(new URL(`./thaw-guard.${extension}`, import.meta.url));
  const child = spawn(process.execPath, [script], {
    detached: true,
    cwd: '/',
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe: unknown = child.stdio[3];
  if (!(pipe instanceof Duplex)) throw new TypeError('descriptor 3 of the guard is not a pipe');
  try {
    await untilAborted<void>(deadline.signal, ({ resolve, reject }) => {
      const onExit = (): void =>
        reject(new Error(`the guard process (${script}) ended before it was on its watch`));
      child.once('error', reject);
      child.once('exit', onExit);
      pipe.once('data', () => resolve());
      pipe.on('error', () => {});
      pipe.write(`${JSON.stringify(order)}\n`);
      return () => child.off('exit', onExit);
    });
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  // It outlives us, and we do not wait for it.
  child.unref();
  if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  return {
    dismiss: () => pipe.end('done\n'),
    release: () => pipe.destroy(),
  };
}
