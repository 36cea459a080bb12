import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

import type { ConsoleOutput } from './follow-console.ts';

/**
 * The serial port as a stream whose reader may be slow, or never read: what the socket brings is taken and thrown away,
 * and told from the log instead. QEMU makes a guest wait whose client does not read, and its kernel with it.
 */
export function consoleStream(
  socket: Socket,
  follow: (signal: AbortSignal) => AsyncGenerator<ConsoleOutput, void, undefined>,
): Duplex {
  const over = new AbortController();
  const output = follow(over.signal);
  const endOutput = (): void => {
    over.abort();
    // It may have told something that is not taken any more: nothing else makes it let go of the log.
    output.return().catch(() => undefined);
  };
  socket.resume();
  const stream = new Duplex({
    read: () => {
      output.next().then(
        ({ value }) => stream.push(value === undefined ? null : value.bytes),
        (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    },
    // That QEMU has ended meanwhile is told by the end of what it said.
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, () => done()),
    final: (done) => {
      if (socket.destroyed || socket.writableEnded) done();
      else socket.end(() => done());
    },
    destroy: (error, done) => {
      endOutput();
      // Not before the port is free for the next.
      if (socket.closed) done(error);
      else socket.once('close', () => done(error));
      socket.destroy();
    },
  });
  // A reset by a QEMU that ends is its end.
  socket.on('error', () => undefined);
  socket.once('close', () => stream.end());
  return stream;
}
