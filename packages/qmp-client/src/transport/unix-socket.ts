import { watch } from 'node:fs';
import type { Socket } from 'node:net';
import { basename, dirname } from 'node:path';

import { type Deadline, untilAborted } from '../waiting/deadline.ts';
import { QmpConnectionError } from '../errors.ts';
import { connectSocket, describeConnectFailure } from './socket.ts';

const shortestRetryMs = 1;
const longestRetryMs = 16;

/**
 * Connects to a Unix socket as soon as its owner listens.
 *
 * The file appears with QEMU's bind() and takes connections only from its listen(), some microseconds later, which
 * nothing announces: hence the few short retries on a refusal. They go on (at most every 16 ms) for the file of a
 * dead QEMU, which refuses until the next one replaces it; the watch tells of that as well, but not of the listen().
 */
export async function waitForUnixSocket(path: string, deadline: Deadline): Promise<Socket> {
  const first = await attempt(path, deadline);
  if (!(first instanceof Error)) return first;
  let last: QmpConnectionError = first;
  deadline.explain = (timeoutMs) =>
    new QmpConnectionError(`${last.message} (waited ${timeoutMs} ms)`, {
      reason: last.reason,
      address: path,
      cause: last.cause,
    });
  using folder = watchFor(path);
  let retryMs = shortestRetryMs;
  for (;;) {
    // The watch is in place before we look (again): what appears from here on wakes us.
    const change = folder.nextChange();
    const result = await attempt(path, deadline);
    if (!(result instanceof Error)) return result;
    last = result;
    const absent = result.reason === 'absent';
    retryMs = absent ? shortestRetryMs : Math.min(retryMs * 2, longestRetryMs);
    await wake(change, absent ? undefined : retryMs, deadline.signal);
  }
}

async function attempt(path: string, deadline: Deadline): Promise<Socket | QmpConnectionError> {
  try {
    return await connectSocket({ path }, path, deadline);
  } catch (error) {
    const retriable = error instanceof QmpConnectionError && error.reason !== 'unreachable';
    if (retriable && !deadline.signal.aborted) return error;
    throw error;
  }
}

/** Watches the folder of `path` for changes that concern it. */
function watchFor(path: string): Disposable & { nextChange(): Promise<void> } {
  let { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => {});
  const name = basename(path);
  try {
    const watcher = watch(dirname(path), (_kind, changed) => {
      if (changed === name || changed === null) resolve();
    });
    watcher.on('error', (cause) => reject(describeConnectFailure(cause, path)));
    return {
      nextChange() {
        ({ promise, resolve, reject } = Promise.withResolvers<void>());
        promise.catch(() => {});
        return promise;
      },
      [Symbol.dispose]: () => watcher.close(),
    };
  } catch (cause) {
    // A folder that is not there can not be watched; waiting for folders is not promised.
    throw describeConnectFailure(cause instanceof Error ? cause : new Error(String(cause)), path);
  }
}

/** Resolves on the change, or after `afterMs` where given. */
async function wake(change: Promise<void>, afterMs: number | undefined, signal: AbortSignal): Promise<void> {
  await untilAborted<void>(signal, ({ resolve, reject }) => {
    change.then(resolve, reject);
    const timer = afterMs === undefined ? undefined : setTimeout(resolve, afterMs);
    return () => clearTimeout(timer);
  });
}
