import { once } from 'node:events';
import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

import { describe, expect, onTestFinished, test } from 'vitest';

import { connectUnix } from '../src/index.ts';
import { checksumOf, startFdPeer } from './fd-peer.ts';
import { checkForLeaks, openDescriptors, waitingThreads } from './leaks.ts';
import { openFile } from './opened-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

checkForLeaks();

async function listen(onConnection: (socket: Socket) => void): Promise<string> {
  const path = join(temporaryFolder(), 'socket');
  const server: Server = createServer({ allowHalfOpen: true }, onConnection).listen(path);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return path;
}

const inodeOf = (fd: number): number => fstatSync(fd).ino;

describe('as a stream', () => {
  test('what goes in comes out, both ways, to the end', async () => {
    const path = await listen((socket) => socket.pipe(socket));
    const connection = await connectUnix(path);
    const sent = 'x'.repeat(3_000_000);
    connection.end(sent);
    await expect(text(connection)).resolves.toBe(sent);
    await expect.poll(() => connection.closed).toBe(true);
  });

  test('it holds back a peer whose bytes nobody reads', async () => {
    const path = await listen((socket) => socket.end(Buffer.alloc(5_000_000)));
    const connection = await connectUnix(path);
    await expect.poll(() => connection.readableLength).toBeGreaterThan(0);
    expect(connection.readableLength).toBeLessThan(1_000_000);
    let bytes = 0;
    for await (const chunk of connection) bytes += (chunk as Buffer).length;
    expect(bytes).toBe(5_000_000);
  });

  test('it ends when its peer ends', async () => {
    const path = await listen((socket) => socket.end('bye'));
    const connection = await connectUnix(path);
    await expect(text(connection)).resolves.toBe('bye');
    await expect.poll(() => connection.closed).toBe(true);
    expect(connection.fd).toBe(-1);
  });

  test('destroying it gives back the descriptor at once', async () => {
    const path = await listen((socket) => socket.resume().on('end', () => socket.end()));
    const connection = await connectUnix(path);
    expect(existsSync(`/proc/self/fd/${connection.fd}`)).toBe(true);
    connection.destroy();
    expect(connection.fd).toBe(-1);
    await once(connection, 'close');
    await expect(connection.sendWithFds('x', [0])).rejects.toMatchObject({ code: 'ERR_STREAM_DESTROYED' });
  });

  test('its descriptor is close-on-exec', async () => {
    const path = await listen((socket) => socket.resume().on('end', () => socket.end()));
    const connection = await connectUnix(path);
    // O_CLOEXEC of fcntl.h
    expect(readFileSync(`/proc/self/fdinfo/${connection.fd}`, 'utf8')).toMatch(/^flags:\s+0?2\d{6}$/m);
    connection.destroy();
    await once(connection, 'close');
  });
});

describe('connecting', () => {
  test.for([
    ['a path that is not there', '/nonexistent/socket', 'ENOENT'],
    ['a path of 108 bytes', `/${'x'.repeat(107)}`, 'ENAMETOOLONG'],
    ['a file that is no socket', '/dev/null', 'ECONNREFUSED'],
    ['nothing', '', 'ENOENT'],
  ] as const)('to %s is an error', async ([, path, errnoName]) => {
    await expect(connectUnix(path)).rejects.toMatchObject({
      code: 'SYSTEM_CALL_FAILED',
      syscall: 'connect',
      errnoName,
    });
  });

  test('to a listener whose queue is full is EAGAIN, not a wait', async () => {
    const peer = await startFdPeer(1);
    const connections: Duplex[] = [];
    // The peer takes one client, and lets two (its backlog and one more) queue.
    const connectMany = async (): Promise<void> => {
      for (let i = 0; i < 10; i++) connections.push(await connectUnix(peer.path));
    };
    await expect(connectMany()).rejects.toMatchObject({ syscall: 'connect', errnoName: 'EAGAIN' });
    for (const connection of connections) connection.destroy();
    await peer.kill();
  });

  test.for([
    ['null', null],
    ['a number', 3],
    ['a path with a NUL', 'a\0b'],
    ['a path of 5000 bytes', 'x'.repeat(5000)],
  ] as const)('to %s is a TypeError', async ([, path]) => {
    // @ts-expect-error -- what JavaScript callers might do
    await expect(connectUnix(path)).rejects.toThrow(TypeError);
  });
});

describe('sendWithFds', () => {
  test('253 descriptors arrive in order with the first byte, and 254 are refused', async () => {
    const peer = await startFdPeer(4096);
    const connection = await connectUnix(peer.path);
    const fds = [...openFile(127), ...openFile(126)];
    await connection.sendWithFds('with', fds);
    await expect(connection.sendWithFds('x', [...fds, 0])).rejects.toMatchObject({
      code: 'TOO_MANY_DESCRIPTORS',
      count: 254,
      limit: 253,
    });
    connection.end();
    const received = await peer.read();
    expect(received.fds).toEqual([{ from: 0, to: 4, inodes: fds.map(inodeOf) }]);
    expect(received.bytes).toBe(4);
  });

  test('a closed descriptor is EBADF, and the connection goes on', async () => {
    const peer = await startFdPeer(4096);
    const connection = await connectUnix(peer.path);
    const [open = -1, closed = -1] = openFile(2);
    closeSync(closed);
    await expect(connection.sendWithFds('x', [open, closed])).rejects.toMatchObject({ errnoName: 'EBADF' });
    await expect(connection.sendWithFds('x', [-1])).rejects.toMatchObject({ errnoName: 'EBADF' });
    await connection.sendWithFds('ok', [open]);
    connection.end();
    await expect(peer.read()).resolves.toMatchObject({ bytes: 2, fds: [{ inodes: [inodeOf(open)] }] });
  });

  test('no byte, or no number, is a TypeError', async () => {
    const peer = await startFdPeer(4096);
    const connection = await connectUnix(peer.path);
    await expect(connection.sendWithFds('', [0])).rejects.toThrow(TypeError);
    // @ts-expect-error -- what JavaScript callers might do
    await expect(connection.sendWithFds('x', ['0'])).rejects.toThrow(TypeError);
    await expect(connection.sendWithFds('x', [Number.NaN])).rejects.toThrow(TypeError);
    connection.destroy();
    await peer.kill();
  });

  test('the caller may close its descriptors and change its bytes at once', async () => {
    const peer = await startFdPeer(4096);
    const connection = await connectUnix(peer.path);
    // Fills the socket, so that what follows must wait.
    connection.write(Buffer.alloc(1_000_000));
    const [fd = -1] = openFile(1);
    const inode = inodeOf(fd);
    const bytes = Buffer.from('kept');
    const sent = connection.sendWithFds(bytes, [fd]);
    bytes.fill(0);
    closeSync(fd);
    connection.end();
    const received = await peer.read();
    await sent;
    expect(received.fds.map(({ inodes }) => inodes)).toEqual([[inode]]);
    expect(received.checksum).toBe(checksumOf([Buffer.alloc(1_000_000), Buffer.from('kept')]));
  });

  test('bytes and descriptors stay in order against a slow reader', async () => {
    // Of 7 bytes a read: so it is known within 7 bytes where the descriptors were.
    const peer = await startFdPeer(7);
    const connection = await connectUnix(peer.path);
    const fds = openFile(8).concat(openFile(8));
    const random = randomNumbers(4711);
    const chunks: Buffer[] = [];
    const expected: { readonly at: number; readonly inodes: number[] }[] = [];
    const sends: Promise<void>[] = [];
    let at = 0;
    for (let i = 0; i < 200; i++) {
      // Mostly messages, at times more than the socket holds.
      const chunk = Buffer.alloc(1 + (i % 40 === 39 ? 400_000 : random(3000)), i);
      chunks.push(chunk);
      if (random(2) === 0) {
        connection.write(chunk);
      } else {
        const some = fds.slice(0, 1 + random(15));
        sends.push(connection.sendWithFds(chunk, some));
        expected.push({ at, inodes: some.map(inodeOf) });
      }
      at += chunk.length;
    }
    connection.end();
    const received = await peer.read();
    await Promise.all(sends);
    expect(received.bytes).toBe(at);
    expect(received.checksum).toBe(checksumOf(chunks));
    expect(received.fds.map(({ inodes }) => inodes)).toEqual(expected.map(({ inodes }) => inodes));
    for (const [i, { from, to }] of received.fds.entries()) {
      expect(from).toBeLessThanOrEqual(expected[i]?.at ?? -1);
      expect(to).toBeGreaterThan(expected[i]?.at ?? Number.POSITIVE_INFINITY);
    }
  });

  test('when the connection is destroyed or its peer dies, what waits to be sent is given up', async () => {
    for (const end of ['destroy', 'peer'] as const) {
      const peer = await startFdPeer(4096);
      const connection = await connectUnix(peer.path);
      const errors: unknown[] = [];
      connection.on('error', (error) => errors.push(error));
      const [fd = -1] = openFile(1);
      // By messages with descriptors only, so that it is our own wait that ends.
      const sends = Array.from({ length: 40 }, () => connection.sendWithFds(Buffer.alloc(20_000), [fd]));
      const outcomes = Promise.allSettled(sends);
      await expect.poll(waitingThreads).toHaveLength(1);
      if (end === 'destroy') connection.destroy();
      else await peer.kill();
      const statuses = (await outcomes).map(({ status }) => status);
      expect(statuses).toContain('fulfilled');
      expect(statuses.at(-1)).toBe('rejected');
      expect(errors).toHaveLength(end === 'destroy' ? 0 : 1);
      await peer.kill();
    }
  });

  test('no copy of a descriptor is left once it is sent', async () => {
    const peer = await startFdPeer(4096);
    const connection = await connectUnix(peer.path);
    const fd = openSync('/dev/null', 'r');
    const before = openDescriptors();
    await connection.sendWithFds('x', [fd, fd, fd]);
    expect(openDescriptors()).toEqual(before);
    closeSync(fd);
    connection.end();
    await expect(peer.read()).resolves.toMatchObject({
      fds: [{ inodes: [expect.any(Number), expect.any(Number), expect.any(Number)] }],
    });
  });
});

/** The same integers from 0 below `limit` on each run. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
