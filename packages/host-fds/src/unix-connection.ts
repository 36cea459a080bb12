import { Socket } from 'node:net';
import { constants } from 'node:os';
import { Duplex } from 'node:stream';

import { addon } from './addon.ts';
import { ClosedError, DescriptorLimitError } from './errors.ts';
import { checkResult } from './system-call.ts';
import { waitOnThread } from './thread-wait.ts';

/** SCM_MAX_FD of include/net/scm.h. */
const mostFdsPerMessage = 253;

/** POLLOUT of poll.h. */
const writable = 4;

type Done = (error?: Error | null) => void;

/**
 * Connects to a Unix stream socket.
 *
 * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `ENOENT`, `ECONNREFUSED` when nobody listens, `EAGAIN` when too many
 * already queue there, `ENAMETOOLONG` for a path over 107 bytes
 */
export async function connectUnix(path: string): Promise<UnixConnection> {
  return new UnixConnection(checkResult(addon().connectUnix(path), 'connect', `connecting to ${path}`));
}

/**
 * A connected Unix stream socket whose messages can carry descriptors; it ends when its peer does.
 *
 * All writes pass through the stream's one queue, and each is in the kernel before the next begins: bytes and
 * descriptors arrive in the order of the calls. Plain bytes and whatever is read go through Node's own socket.
 */
export class UnixConnection extends Duplex {
  readonly #socket: Socket;
  readonly #fd: number;
  /** Descriptors by the very buffer that carries them through the queue. */
  readonly #fdsOf = new WeakMap<Uint8Array, Int32Array>();
  readonly #ending = new AbortController();

  constructor(fd: number) {
    super({ allowHalfOpen: false });
    this.#fd = fd;
    this.#socket = new Socket({ fd, readable: true, writable: true, allowHalfOpen: true });
    this.#socket.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) this.#socket.pause();
    });
    this.#socket.on('end', () => this.push(null));
    this.#socket.on('error', (error) => this.destroy(error));
    this.#socket.on('close', () => this.destroy());
  }

  /** Close-on-exec; owned by this object; -1 once destroyed. */
  get fd(): number {
    return this.destroyed ? -1 : this.#fd;
  }

  /**
   * Sends bytes together with descriptors (SCM_RIGHTS), in order with all other writes; resolves when the kernel has
   * them. The descriptors are duplicated at once: the caller may close its own as soon as this has returned.
   *
   * @throws {DescriptorLimitError} `TOO_MANY_DESCRIPTORS` for more than 253; nothing was sent
   * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `EBADF` for a closed descriptor; nothing was sent
   */
  async sendWithFds(bytes: string | Uint8Array, fds: readonly number[]): Promise<void> {
    const message = Buffer.from(bytes);
    if (message.length === 0)
      throw new TypeError('bytes is empty, expected at least one byte to carry descriptors');
    if (fds.length > mostFdsPerMessage) throw new DescriptorLimitError(fds.length, mostFdsPerMessage);
    const copies = duplicate(fds);
    this.#fdsOf.set(message, copies);
    try {
      await settled((done) => this.write(message, done));
    } finally {
      for (const copy of copies) addon().closeOwned(copy);
    }
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    const fds = this.#fdsOf.get(chunk);
    if (fds === undefined) {
      this.#socket.write(chunk, done);
    } else {
      void this.#send(chunk, fds, done);
    }
  }

  override _final(done: Done): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#ending.abort(new ClosedError('the connection'));
    this.#socket.destroy();
    if (this.#socket.closed) done(error);
    else this.#socket.once('close', () => done(error));
  }

  /** Node's socket has nothing left to write here: its last write is done. */
  async #send(message: Buffer, fds: Int32Array, done: Done): Promise<void> {
    let failure: Error | undefined;
    try {
      const sent = await this.#sendStart(message, fds);
      if (sent < message.length) await settled((rest) => this.#socket.write(message.subarray(sent), rest));
    } catch (error) {
      failure = error instanceof Error ? error : new Error('sending descriptors', { cause: error });
    }
    done(failure);
  }

  /** The descriptors go with the first byte, so there is one call that takes them all or fails. */
  async #sendStart(message: Buffer, fds: Int32Array): Promise<number> {
    for (;;) {
      this.#ending.signal.throwIfAborted();
      const sent = addon().sendWithFds(this.#fd, message, fds);
      if (sent !== -constants.errno.EAGAIN) return checkResult(sent, 'sendmsg', 'sending descriptors');
      // Node's socket tells only of its own writes that there is room again.
      const room = { signal: this.#ending.signal };
      checkResult(
        await waitOnThread((done) => addon().startPollWait(this.#fd, writable, done), room),
        'poll',
        'sending',
      );
    }
  }
}

function duplicate(fds: readonly number[]): Int32Array {
  const copies = Int32Array.from(fds, (fd) => {
    // The conversion would take anything.
    if (typeof fd !== 'number' || fd !== Math.trunc(fd)) throw new TypeError('fds must be integers');
    return fd;
  });
  checkResult(addon().duplicate(copies), 'fcntl', `duplicating descriptors ${fds.join(', ')}, to send them`);
  return copies;
}

async function settled(start: (done: Done) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  start((error) => (error ? reject(error) : resolve()));
  await promise;
}
