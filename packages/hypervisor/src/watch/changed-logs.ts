import { watch } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { basename } from 'node:path';

import { WatchError } from '../errors.ts';

const suffix = '.events';

/** The names of the instances whose event log has changed: made, appended to, cut or removed. */
export interface ChangedLogs extends Disposable {
  /** Those that have changed since the last call. */
  take(): ReadonlySet<string>;
  /** Resolves when there is one to take. @throws the signal's reason; `ROOT_REMOVED` */
  wait(signal: AbortSignal): Promise<void>;
  /** As if the log of this instance had changed. */
  add(name: string): void;
}

/** Told by the kernel (`inotify(7)`), one watch for all of them; each log that is there counts as changed. */
export async function watchLogs(controlDirectory: string): Promise<ChangedLogs> {
  await mkdir(controlDirectory, { recursive: true, mode: 0o700 });
  let changed = new Set<string>();
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const add = (name: string): void => {
    changed.add(name);
    wake?.();
  };
  const fail = (error: Error): void => {
    failure = error;
    wake?.();
  };
  const watcher = watch(controlDirectory, (_kind, file) => {
    if (file?.endsWith(suffix)) add(file.slice(0, -suffix.length));
    // What the kernel says of the folder itself comes with the folder's own name.
    else if (file === basename(controlDirectory))
      fail(new WatchError('ROOT_REMOVED', `${controlDirectory} was removed`));
  });
  watcher.on('error', fail);
  for (const file of await readdir(controlDirectory)) {
    if (file.endsWith(suffix)) add(file.slice(0, -suffix.length));
  }
  return {
    take: () => {
      const names = changed;
      changed = new Set();
      return names;
    },
    wait: async (signal) => {
      signal.throwIfAborted();
      if (changed.size === 0 && failure === undefined) {
        const woken = Promise.withResolvers<void>();
        wake = woken.resolve;
        signal.addEventListener('abort', wake, { once: true });
        await woken.promise;
        signal.removeEventListener('abort', wake);
        signal.throwIfAborted();
      }
      if (failure !== undefined) throw failure;
    },
    add,
    [Symbol.dispose]: () => watcher.close(),
  };
}
