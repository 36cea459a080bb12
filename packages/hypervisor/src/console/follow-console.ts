import { watch } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

import type { HypervisorContext } from '../context.ts';
import { findGuest } from '../find-guest.ts';
import { guestEnd } from '../hold-process.ts';
import { consoleAbsence } from './console-absence.ts';
import { boundConsoleLog, keptLogBytes, pageBytes } from './console-log.ts';

export interface FollowConsoleOptions {
  /** Where to begin, in bytes from the beginning of the run; `end`: with what is still to come. @default 0 */
  readonly fromOffset?: number | 'end' | undefined;
  /** Ends the loop, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A piece of what a guest has said. */
export interface ConsoleOutput {
  /** Of its first byte, from the beginning of the run; one that is greater than expected tells what was cut. */
  readonly offset: number;
  readonly bytes: Buffer;
}

const blockBytes = 64 * pageBytes;
const hole = Buffer.alloc(pageBytes);

/**
 * Reads the log of a guest's serial port as it grows, until its QEMU has ended. Nothing is read before it is asked for:
 * a slow reader costs nothing, and loses nothing as long as it is not further behind than what is kept.
 * @throws {InstanceError} `INSTANCE_NOT_RUNNING`; {@link ConsoleError} `CONSOLE_ABSENT`; the signal's reason
 */
export async function* followConsole(
  context: HypervisorContext,
  name: string,
  { fromOffset = 0, signal }: FollowConsoleOptions = {},
): AsyncGenerator<ConsoleOutput, void, undefined> {
  signal?.throwIfAborted();
  const paths = context.store.paths(name);
  await using held = new AsyncDisposableStack();
  const file = held.use(await openLog(context, name));
  const news = held.use(watchForNews(paths.consoleLog));
  const over = new AbortController();
  held.defer(() => over.abort());
  signal?.addEventListener('abort', news.wake, { signal: over.signal });

  let hasEnded = false;
  const guest = await findGuest(context, name);
  const onEnd = (): void => {
    hasEnded = true;
    news.wake();
  };
  if (guest === undefined) onEnd();
  else guestEnd(guest, over.signal).then(onEnd, onEnd);

  await boundConsoleLog(paths);
  let offset = fromOffset === 'end' ? (await file.stat()).size : fromOffset;
  let unboundBytes = 0;
  for (;;) {
    // Looked at before the log is: what QEMU wrote before it ended is read after that.
    const isLast = hasEnded;
    for await (const output of unread(file, offset)) {
      signal?.throwIfAborted();
      offset = output.offset + output.bytes.length;
      unboundBytes += output.bytes.length;
      yield output;
      if (unboundBytes < keptLogBytes) continue;
      unboundBytes = 0;
      await boundConsoleLog(paths);
    }
    signal?.throwIfAborted();
    if (isLast) return;
    await news.wait();
    // Emptied, where no hole could be made.
    if ((await file.stat()).size < offset) offset = 0;
  }
}

async function openLog(context: HypervisorContext, name: string): Promise<FileHandle> {
  try {
    return await open(context.store.paths(name).consoleLog, 'r');
  } catch (error) {
    throw await consoleAbsence(context, name, error, 'its QEMU keeps no log of a serial port');
  }
}

/** All that there is from an offset on, without holes. */
export async function* unread(
  file: FileHandle,
  fromOffset: number,
): AsyncGenerator<ConsoleOutput, void, undefined> {
  const { size } = await file.stat();
  // Most of the time there is a byte or two: a guest writes them one by one.
  const wanted = Math.max(1, Math.ceil((size - fromOffset) / pageBytes) + 1) * pageBytes;
  const block = Buffer.allocUnsafe(Math.min(blockBytes, wanted));
  for (let offset = fromOffset; ;) {
    // A hole is told by whole pages of it.
    const position = offset - (offset % pageBytes);
    const { bytesRead } = await file.read(block, 0, block.length, position);
    if (position + bytesRead <= offset) return;
    for (const [from, to] of written(block.subarray(0, bytesRead))) {
      const start = Math.max(from, offset - position);
      if (start < to) yield { offset: position + start, bytes: Buffer.from(block.subarray(start, to)) };
    }
    offset = position + bytesRead;
  }
}

/** The parts of a block that are no hole. A guest's own zeros count as one where they fill a page. */
function* written(block: Buffer): Generator<readonly [from: number, to: number], void, undefined> {
  let from: number | undefined;
  for (let at = 0; at < block.length; at += pageBytes) {
    const page = block.subarray(at, at + pageBytes);
    if (!page.equals(hole)) from ??= at;
    else if (from !== undefined) {
      yield [from, at];
      from = undefined;
    }
  }
  if (from !== undefined) yield [from, block.length];
}

interface News extends Disposable {
  readonly wake: () => void;
  /** Resolves when something has changed since the last call. */
  wait(): Promise<void>;
}

/** Told by the kernel (`inotify(7)`); a log that has been removed meanwhile has no more news. */
function watchForNews(path: string): News {
  let isNew = false;
  let waiting: (() => void) | undefined;
  const wake = (): void => {
    isNew = true;
    waiting?.();
  };
  const watcher = watchIfThere(path, wake);
  return {
    wake,
    wait: async () => {
      if (!isNew) await new Promise<void>((resolve) => (waiting = resolve));
      isNew = false;
    },
    [Symbol.dispose]: () => watcher?.close(),
  };
}

function watchIfThere(path: string, onChange: () => void): { close(): void } | undefined {
  try {
    return watch(path, onChange).on('error', onChange);
  } catch {
    return undefined;
  }
}
