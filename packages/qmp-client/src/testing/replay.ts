import { duplexPair, type Duplex } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';

import { renderJson } from '../wire/json.ts';
import { refusal, type WireStep } from './answer.ts';
import { FakeMonitor } from './fake-monitor.ts';
import { type ListenAddress, type Listener, type ListenOptions, startListening } from './listener.ts';
import { type Mask, maskSecrets } from './mask.ts';
import { parseSessions, type RecordedExchange, type RecordedSession } from './recorded-session.ts';
import type { FakeRequest } from './request.ts';
import { parseTranscript } from './transcript.ts';

/** How a transcript is replayed. */
export interface ReplayOptions {
  /** Where to listen; false for nowhere, then clients come by `stream()`. @default a Unix socket in a folder of its own */
  readonly listen?: ListenOptions | false | undefined;
  /** Whether commands must come in the order recorded, or may come in any; each is answered once. @default 'recorded' */
  readonly order?: 'recorded' | 'any' | undefined;
  /** Takes the secrets out of what the client sends, as was done when recording. @default as for `recordQmp` */
  readonly mask?: Mask | undefined;
}

/** A server that answers as a transcript says. */
export interface QmpReplay extends AsyncDisposable {
  /** @throws TypeError when it listens nowhere (`listen: false`). */
  readonly address: ListenAddress;
  /** A new connection in memory: the client's end, for `connectQmp({ stream })`. */
  stream(): Duplex;
  /** What came and was not recorded, as sentences; each was answered with an error of the same text. */
  readonly mismatches: readonly string[];
  /** The recorded commands that did not come yet, oldest first; those of sessions that did not begin included. */
  readonly remaining: readonly string[];
  /** @throws TypeError when something came that was not recorded, or something recorded did not come. */
  assertComplete(): void;
  /** Ends all connections and stops listening; idempotent. */
  close(): Promise<void>;
}

/**
 * Starts a server that answers clients as a real QEMU answered when the transcript was recorded.
 *
 * Commands are matched by name and arguments, whatever their ids and the order of their members; of `qmp_capabilities`
 * only the name counts. Recorded events are sent at their places. A command that does not match is refused with a
 * GenericError that says what was expected and what came. The n-th client gets the n-th session of the transcript.
 *
 * @throws TypeError for text that is no transcript.
 *
 * @example
 * ```ts
 * await using replay = await replayQmp(await readFile('guest.transcript', 'utf8'));
 * await runWhatIsToBeTested(replay.address);
 * replay.assertComplete();
 * ```
 */
export async function replayQmp(transcript: string, options: ReplayOptions = {}): Promise<QmpReplay> {
  const replay = new Replay(parseSessions(parseTranscript(transcript)), options);
  if (options.listen !== false) await replay.listen(options.listen ?? {});
  return replay;
}

class Replay implements QmpReplay {
  readonly mismatches: string[] = [];
  readonly #sessions: RecordedSession[];
  readonly #order: 'recorded' | 'any';
  readonly #mask: Mask;
  readonly #monitor: FakeMonitor;
  /** What the client that is served may still ask. */
  #exchanges: RecordedExchange[] = [];
  #listener: Listener | undefined;

  constructor(sessions: readonly RecordedSession[], options: ReplayOptions) {
    this.#sessions = [...sessions];
    this.#order = options.order ?? 'recorded';
    this.#mask = options.mask ?? maskSecrets;
    this.#monitor = new FakeMonitor({
      greeting: () => this.#beginSession(),
      capabilities: ['oob'],
      answer: async (request) => this.#answer(request),
      onExit: () => void this.#listener?.close(),
      pretty: false,
      chunkBytes: undefined,
    });
  }

  async listen(options: ListenOptions): Promise<void> {
    this.#listener = await startListening(options, (socket) => this.#monitor.accept(socket));
  }

  get address(): ListenAddress {
    if (this.#listener === undefined) throw new TypeError('this replay listens nowhere: use stream()');
    return this.#listener.address;
  }

  stream(): Duplex {
    const [client, server] = duplexPair();
    this.#monitor.accept(server);
    return client;
  }

  get remaining(): readonly string[] {
    const later = this.#sessions.flatMap(({ exchanges }) => exchanges);
    return [...this.#exchanges, ...later].map(describeExchange);
  }

  assertComplete(): void {
    const missing = this.remaining.map((exchange) => `did not come: ${exchange}`);
    const problems = [...this.mismatches, ...missing];
    if (problems.length > 0) throw new TypeError(`not as in the transcript:\n${problems.join('\n')}`);
  }

  async close(): Promise<void> {
    await Promise.all([this.#monitor.close(), this.#listener?.close()]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #beginSession(): string {
    const session = this.#sessions.shift();
    if (session === undefined) {
      this.mismatches.push('a client connected, and the transcript has no session for it');
      queueMicrotask(() => this.#monitor.disconnect());
      return '';
    }
    this.#exchanges.push(...session.exchanges);
    return session.greeting;
  }

  #answer(request: FakeRequest): readonly WireStep[] {
    const candidates = this.#order === 'recorded' ? this.#exchanges.slice(0, 1) : this.#exchanges;
    const exchange = candidates.find((candidate) => this.#isSame(candidate.request, request));
    if (exchange !== undefined) {
      this.#exchanges = this.#exchanges.filter((other) => other !== exchange);
      return exchange.steps;
    }
    const [expected] = candidates;
    const wanted =
      this.#order === 'any'
        ? `one of ${this.#exchanges.length} recorded commands`
        : expected === undefined
          ? 'no more commands'
          : describeExchange(expected);
    const desc = `the transcript expects ${wanted}; what came is ${describe(this.#masked(request))}`;
    this.mismatches.push(desc);
    return [refusal({ errorClass: 'GenericError', desc })];
  }

  #isSame(recorded: FakeRequest, request: FakeRequest): boolean {
    if (recorded.command !== request.command || recorded.oob !== request.oob) return false;
    if (request.command === 'qmp_capabilities') return true;
    return isDeepStrictEqual(this.#masked(recorded), this.#masked(request));
  }

  /** The command as it is after masking, in the form that masks know. */
  #masked({ command, args, oob }: FakeRequest): object {
    return this.#mask({ [oob ? 'exec-oob' : 'execute']: command, arguments: args });
  }
}

function describeExchange({ request, lineNumber }: RecordedExchange): string {
  return `${describe({ execute: request.command, arguments: request.args })} (line ${lineNumber})`;
}

function describe(message: object): string {
  const text = renderJson(message);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
