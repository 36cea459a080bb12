import type { Duplex } from 'node:stream';

import { QmpTimeoutError } from '../errors.ts';
import { describeAddress, type QmpAddress } from '../transport/address.ts';
import { openTransport } from '../transport/open-transport.ts';
import { Deadline, untilAborted } from '../waiting/deadline.ts';
import { MessageSplitter } from '../wire/framing.ts';
import { type ListenAddress, type Listener, type ListenOptions, startListening } from './listener.ts';
import { type Mask, maskSecrets, maskText } from './mask.ts';
import { renderTranscript, type TranscriptLine } from './transcript.ts';

/** How a recording is made. */
export interface RecordOptions {
  /** Where clients connect to. @default a Unix socket in a folder of its own */
  readonly listen?: ListenOptions | undefined;
  /** Takes the secrets out of each message, before it is kept. @default passwords, keys and the like become `***` */
  readonly mask?: Mask | undefined;
  /** Lines that stand as comments at the beginning of the transcript. @default none */
  readonly comments?: readonly string[] | undefined;
}

/** A recording in progress. */
export interface QmpRecorder extends AsyncDisposable {
  /** Where clients are to connect to instead of the monitor. */
  readonly address: ListenAddress;
  /** All that was said so far, for {@link replayQmp}. */
  readonly transcript: string;
  /** Ends all connections and stops listening; idempotent. */
  close(): Promise<void>;
}

/**
 * Stands between clients and a real monitor and writes down what they say to each other, secrets masked.
 *
 * Each client gets a connection of its own to the monitor, which serves them one at a time. Bytes are passed on as
 * they are; file descriptors are not.
 *
 * @example
 * ```ts
 * await using recorder = await recordQmp('/run/guest.qmp');
 * await runWhatIsToBeTested(recorder.address);
 * await writeFile('guest.transcript', recorder.transcript);
 * ```
 */
export async function recordQmp(monitor: QmpAddress, options: RecordOptions = {}): Promise<QmpRecorder> {
  const recorder = new Recorder(monitor, options);
  await recorder.listen(options.listen ?? {});
  return recorder;
}

class Recorder implements QmpRecorder {
  readonly #monitor: QmpAddress;
  readonly #mask: Mask;
  readonly #abort = new AbortController();
  readonly #connections = new Set<Promise<void>>();
  #listener: Listener | undefined;
  #transcript: string;

  constructor(monitor: QmpAddress, options: RecordOptions) {
    this.#monitor = monitor;
    this.#mask = options.mask ?? maskSecrets;
    this.#transcript = options.comments === undefined ? '' : renderTranscript([], options.comments);
  }

  async listen(options: ListenOptions): Promise<void> {
    this.#listener = await startListening(options, (client) => {
      const connection = this.#relay(client);
      this.#connections.add(connection);
      void connection.then(() => this.#connections.delete(connection));
    });
  }

  get address(): ListenAddress {
    if (this.#listener === undefined) throw new TypeError('not listening yet');
    return this.#listener.address;
  }

  get transcript(): string {
    return this.#transcript;
  }

  async close(): Promise<void> {
    this.#abort.abort(new TypeError('the recorder was closed'));
    await Promise.all([this.#listener?.close(), ...this.#connections]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Never rejects: what goes wrong is for the client to see, and for the transcript. */
  async #relay(client: Duplex): Promise<void> {
    const { signal } = this.#abort;
    const label = describeAddress(this.#monitor);
    client.on('error', () => {});
    try {
      using deadline = new Deadline({ signal }, (timeoutMs) => new QmpTimeoutError(label, { timeoutMs }));
      const monitor = await openTransport(this.#monitor, deadline, { waitForSocket: false });
      monitor.on('error', () => {});
      this.#listenTo('client', client);
      this.#listenTo('server', monitor);
      client.pipe(monitor);
      monitor.pipe(client);
      await untilAborted<void>(signal, ({ resolve }) => {
        client.once('close', resolve);
        monitor.once('close', () => client.end(resolve));
        return () => {
          monitor.destroy();
          client.destroy();
        };
      });
    } catch (error) {
      client.destroy();
      if (!signal.aborted) this.#transcript += renderTranscript([], [String(error)]);
    }
  }

  #listenTo(from: TranscriptLine['from'], source: Duplex): void {
    const write = (text: string): void => {
      this.#transcript += renderTranscript([{ from, text: maskText(text, this.#mask) }]);
    };
    let splitter = new MessageSplitter(Number.POSITIVE_INFINITY, write);
    source.on('data', (chunk: Buffer) => {
      try {
        splitter.push(chunk);
      } catch {
        // What is no JSON is kept as it is, and does not spoil what follows.
        write(chunk.toString().trim());
        splitter = new MessageSplitter(Number.POSITIVE_INFINITY, write);
      }
    });
  }
}
