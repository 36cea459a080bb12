import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { temporaryFolder } from './temporary-folder.ts';

/** What a peer saw of one message with descriptors: bytes read before, after, and the inodes. */
interface ReceivedFds {
  readonly from: number;
  readonly to: number;
  readonly inodes: readonly number[];
}

interface Received {
  readonly bytes: number;
  readonly checksum: number;
  readonly fds: readonly ReceivedFds[];
}

export interface FdPeer {
  readonly path: string;
  /** Lets it read to the end. */
  read(): Promise<Received>;
  kill(): Promise<void>;
}

/** Starts a program that takes one connection and reads nothing before it is told to. */
export async function startFdPeer(readBytes: number): Promise<FdPeer> {
  const folder = temporaryFolder();
  const program = join(folder, 'fd-peer');
  const source = new URL('native/fd-peer.c', import.meta.url).pathname;
  await promisify(execFile)('cc', ['-std=gnu11', '-Wall', '-Werror', source, '-o', program]);
  const path = join(folder, 'socket');
  const child = spawn(program, [path, String(readBytes)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    path,
    async read() {
      child.stdin.end('go\n');
      const fds: ReceivedFds[] = [];
      for await (const line of { [Symbol.asyncIterator]: () => lines }) {
        const [word, ...numbers] = line.split(' ');
        const [first = Number.NaN, second = Number.NaN, , ...inodes] = numbers.map(Number);
        if (word === 'fds') {
          fds.push({ from: first, to: second, inodes });
        } else {
          await closed;
          return { bytes: first, checksum: second, fds };
        }
      }
      throw new Error('the peer died');
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** FNV-1a, as the peer's. */
export function checksumOf(chunks: readonly Uint8Array[]): number {
  let checksum = 2_166_136_261;
  for (const chunk of chunks) {
    for (const byte of chunk) checksum = Math.imul(checksum ^ byte, 16_777_619) >>> 0;
  }
  return checksum;
}
