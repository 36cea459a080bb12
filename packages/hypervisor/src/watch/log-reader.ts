import { open, type FileHandle } from 'node:fs/promises';

/** QEMU's longest event is a few hundred bytes; a line that does not end is not kept for ever. */
const longestLineBytes = 64 * 1024;
const blockBytes = 64 * 1024;

/** Reads a log that grows, line by line; also one that was unlinked meanwhile. */
export interface LogReader extends AsyncDisposable {
  readonly inode: number;
  /** When it was begun; undefined where the file system does not know. */
  readonly begunAt: Date | undefined;
  /** The lines that were completed since the last call; a torn one comes when the rest of it has. */
  lines(): AsyncGenerator<string, void, undefined>;
  close(): Promise<void>;
}

/** Opens a log at its beginning; `undefined` when there is none. */
export async function openLogReader(path: string): Promise<LogReader | undefined> {
  const file = await openIfThere(path);
  return file === undefined ? undefined : readerOf(file);
}

async function readerOf(file: FileHandle): Promise<LogReader> {
  const { ino: inode, birthtimeMs, birthtime } = await file.stat();
  let offset = 0;
  let torn = Buffer.alloc(0);
  return {
    inode,
    begunAt: birthtimeMs > 0 ? birthtime : undefined,
    lines: async function* () {
      const block = Buffer.allocUnsafe(Math.min(blockBytes, Math.max(1, await unread())));
      for (;;) {
        const { bytesRead } = await file.read(block, 0, block.length, offset);
        if (bytesRead === 0) return;
        offset += bytesRead;
        const bytes = Buffer.concat([torn, block.subarray(0, bytesRead)]);
        const end = bytes.lastIndexOf('\n') + 1;
        torn = bytes.length - end > longestLineBytes ? Buffer.alloc(0) : Buffer.from(bytes.subarray(end));
        for (const line of bytes.toString('utf8', 0, end).split('\n')) {
          if (line !== '') yield line;
        }
      }
    },
    close: () => file.close(),
    [Symbol.asyncDispose]: () => file.close(),
  };

  /** A log that was cut begins anew. */
  async function unread(): Promise<number> {
    const { size } = await file.stat();
    if (size < offset) {
      offset = 0;
      torn = Buffer.alloc(0);
    }
    return size - offset;
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
