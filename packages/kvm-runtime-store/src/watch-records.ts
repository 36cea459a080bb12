import { watch, type FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import type { StoreChange } from './store-port.ts';

/*
The kernel's notifications say that something happened; they are merged, dropped when there are too many, and end with
the folder that is watched. So each of them only means: look again. And what is looked at is not only the folder of
records, but also its parent, and so on up to the first one that exists and that one's parent: whatever is removed,
moved away or made anew is seen there.
*/

/** An instance's record: another file, or another content, is another mark. */
type Marks = ReadonlyMap<string, string>;

/**
 * What there is in a folder of records, then every change of it, whoever makes it.
 * @param nameOf the instance whose record a file is
 */
export function watchRecords(
  folder: string,
  nameOf: (file: string) => string | undefined,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncIterableIterator<StoreChange> {
  const watchers = new FolderWatchers(folder);
  const end = (): void => watchers.close();
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted === true) end();
  const changes = changesOf(watchers, () => readMarks(folder, nameOf));
  return {
    next: () => changes.next(),
    // A generator that waits is not reached by its own return().
    return: () => {
      signal?.removeEventListener('abort', end);
      end();
      return changes.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* changesOf(
  watchers: FolderWatchers,
  look: () => Promise<Marks>,
): AsyncGenerator<StoreChange, undefined> {
  try {
    if (watchers.isClosed) return undefined;
    await watchers.arm();
    let known = await look();
    yield { kind: 'snapshot', names: [...known.keys()] };
    while (await watchers.nextNotice()) {
      await watchers.arm();
      const now = await look();
      yield* differences(known, now);
      known = now;
    }
    return undefined;
  } finally {
    watchers.close();
  }
}

function* differences(before: Marks, now: Marks): Generator<StoreChange> {
  for (const name of before.keys()) if (!now.has(name)) yield { kind: 'removed', name };
  for (const [name, mark] of now) {
    const old = before.get(name);
    if (old === undefined) yield { kind: 'added', name };
    else if (old !== mark) yield { kind: 'changed', name };
  }
}

async function readMarks(folder: string, nameOf: (file: string) => string | undefined): Promise<Marks> {
  const files = (await orUndefined(readdir(folder))) ?? [];
  const marks = await Promise.all(
    files.sort().map(async (file): Promise<readonly [string, string] | undefined> => {
      const name = nameOf(file);
      if (name === undefined) return undefined;
      const found = await orUndefined(stat(join(folder, file), { bigint: true }));
      return found === undefined ? undefined : [name, `${file} ${found.ino} ${found.ctimeNs} ${found.size}`];
    }),
  );
  const merged = new Map<string, string>();
  for (const [name, mark] of marks.filter((entry) => entry !== undefined)) {
    merged.set(name, `${merged.get(name) ?? ''}/${mark}`);
  }
  return new Map([...merged].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Watches a folder, and those above it as far as they tell when it comes or goes. */
class FolderWatchers {
  readonly #folder: string;
  /** By path: what is watched there. */
  readonly #watched = new Map<string, { readonly inode: string; readonly watcher: FSWatcher }>();
  #isDirty = false;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Watches what there is now. What comes into being meanwhile is either found here, or notified of. */
  async arm(): Promise<void> {
    let existing = 0;
    for (let path = this.#folder, child = ''; existing < 2; child = basename(path), path = dirname(path)) {
      if (await this.#armOne(path, child)) existing += 1;
      if (path === dirname(path)) break;
    }
  }

  /** False once it is closed. */
  async nextNotice(): Promise<boolean> {
    if (!this.#isDirty && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#isDirty = false;
    return !this.#closed;
  }

  close(): void {
    this.#closed = true;
    for (const { watcher } of this.#watched.values()) watcher.close();
    this.#watched.clear();
    this.#wake();
  }

  async #armOne(path: string, child: string): Promise<boolean> {
    const found = await orUndefined(stat(path, { bigint: true }));
    const inode = `${found?.dev} ${found?.ino}`;
    const old = this.#watched.get(path);
    if (old !== undefined && old.inode === inode) return true;
    old?.watcher.close();
    this.#watched.delete(path);
    if (found === undefined || this.#closed) return false;
    try {
      // Above the records' folder, only what leads to it matters.
      const watcher = watch(path, (_event, file) => {
        // By its own name it is told that it was removed or moved, and that no more will come; the next may have its inode.
        const isEnd = file === basename(path);
        if (isEnd) this.#disarm(path, watcher);
        if (isEnd || child === '' || file === child) this.#notice();
      });
      watcher.on('error', () => {
        this.#disarm(path, watcher);
        this.#notice();
      });
      this.#watched.set(path, { inode, watcher });
      // What happened between the look at the folder and its watch was told to nobody.
      this.#notice();
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw error;
    }
  }

  #disarm(path: string, watcher: FSWatcher): void {
    watcher.close();
    if (this.#watched.get(path)?.watcher === watcher) this.#watched.delete(path);
  }

  #notice(): void {
    this.#isDirty = true;
    this.#wake();
  }
}

async function orUndefined<T>(promise: Promise<T>): Promise<T | undefined> {
  return promise.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
