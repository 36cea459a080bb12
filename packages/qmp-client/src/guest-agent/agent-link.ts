/**
 * The agent's protocol (qga/main.c, docs/interop/qemu-ga-ref), as this file speaks it:
 *
 * ```text
 *            ask, out of step                        ask, in step
 *                  │                                      │
 *   -> 0xFF guest-sync-delimited {id: random}             │
 *   <- (late answers, an error about the 0xFF, other ids) │   thrown away
 *   <- 0xFF {"return": random}                            │
 *                  └──────────────┬───────────────────────┘
 *   -> command                    │
 *   <- return or error            └─> in step; given up, or garbage: out of step, so the next ask begins with a sync
 * ```
 *
 * There is no greeting, and the host can not see whether an agent listens: bytes wait in QEMU until one does. What a
 * client asks whose connection then ends is answered to the next client. No `id` is sent with a command: agents echo
 * one only since QEMU 3.0, and older ones are still in use.
 */
import { randomInt } from 'node:crypto';
import type { Duplex } from 'node:stream';

import type { QmpProtocolError } from '../errors.ts';
import { publishMessage } from '../trace/publish-message.ts';
import { type Deadline, untilAborted } from '../waiting/deadline.ts';
import { ByteWire, type ByteWireEnd } from '../wire/byte-wire.ts';
import type { WireMessage } from '../wire/parse-message.ts';
import { AgentReader } from './agent-reader.ts';

/** A request to the agent. */
export interface AgentRequest {
  /** The JSON of the command; undefined to synchronise only. */
  readonly text: string | undefined;
  /**
   * Send it along with the synchronisation rather than after it, so that the agent carries it out whenever it can,
   * even if we have given up by then.
   */
  readonly eager?: boolean | undefined;
  /** For a command that answers nothing on success: how long an error may take, in milliseconds. */
  readonly quietMs?: number | undefined;
  /** Called when the agent is in step and the command goes to it. */
  readonly onSent?: (() => void) | undefined;
  /** The error for a connection that ends before the answer. */
  readonly describeEnd: (end: ByteWireEnd) => Error;
}

/** What a request came to: the agent's message, or that none came where none had to. */
export type AgentAnswer = WireMessage | 'silent' | 'ended';

/** What is listening to the agent at the moment. */
interface Exchange {
  onMessage(message: WireMessage, delimited: boolean): void;
  onGarbage(error: QmpProtocolError): void;
  onEnd(end: ByteWireEnd): void;
}

/** One exchange at a time with the agent behind a byte stream, which it owns. */
export class AgentLink {
  /** Resolves when the stream is closed and its descriptor given back; never rejects. */
  readonly closed: Promise<ByteWireEnd>;
  readonly #address: string;
  readonly #wire: ByteWire;
  #exchange: Exchange | undefined;
  #inStep = false;
  #synchronisations = 0;

  constructor(stream: Duplex, facts: { readonly address: string; readonly maxMessageBytes: number }) {
    this.#address = facts.address;
    const reader = new AgentReader(facts.maxMessageBytes, {
      onText: (text) => publishMessage(facts.address, 'received', text),
      onMessage: (message, delimited) => this.#exchange?.onMessage(message, delimited),
      onGarbage: (error) => {
        this.#inStep = false;
        this.#exchange?.onGarbage(error);
      },
    });
    this.#wire = new ByteWire(stream, {
      onBytes: (chunk) => reader.push(chunk),
      onEnd: (end) => this.#exchange?.onEnd(end),
    });
    this.closed = this.#wire.closed;
  }

  /** How often it has synchronised: after each, it may be another agent that answers. */
  get synchronisations(): number {
    return this.#synchronisations;
  }

  /** Sends a request and waits for its answer; exchanges must not overlap. */
  async ask(request: AgentRequest, deadline: Deadline): Promise<AgentAnswer> {
    if (this.#wire.end !== undefined) throw request.describeEnd(this.#wire.end);
    const wasInStep = this.#inStep;
    // Until the answer is here there is something under way that could be taken for another one.
    this.#inStep = false;
    return await untilAborted<AgentAnswer>(deadline.signal, ({ resolve, reject }) => {
      const syncId = randomInt(2 ** 47);
      let synchronised = wasInStep;
      let quiet: NodeJS.Timeout | undefined;
      const onInStep = (): void => {
        synchronised = true;
        request.onSent?.();
        if (request.quietMs !== undefined) quiet = setTimeout(resolve, request.quietMs, 'silent');
      };
      this.#exchange = {
        onMessage: (message, delimited) => {
          if (synchronised) {
            if (delimited || !('return' in message || 'error' in message)) return;
            this.#inStep = true;
            resolve(message);
          } else if (delimited && message['return'] === syncId) {
            this.#synchronisations += 1;
            onInStep();
            if (request.text === undefined) {
              this.#inStep = true;
              resolve('silent');
            } else if (request.eager !== true) {
              this.#send(request.text);
            }
          }
        },
        onGarbage: (error) => {
          if (synchronised) reject(error);
        },
        onEnd: (end) => {
          if (synchronised && request.quietMs !== undefined && end.by === 'peer') resolve('ended');
          else reject(request.describeEnd(end));
        },
      };
      if (synchronised) onInStep();
      else this.#wire.send(renderSync(syncId));
      if (request.text !== undefined && (synchronised || request.eager === true)) this.#send(request.text);
      return () => {
        clearTimeout(quiet);
        this.#exchange = undefined;
      };
    });
  }

  /** Ends the connection; idempotent. */
  close(): void {
    this.#wire.close();
  }

  #send(text: string): void {
    publishMessage(this.#address, 'sent', text);
    this.#wire.send(text);
  }
}

/** The leading 0xFF makes the agent's parser forget what a client before us may have left half-sent. */
function renderSync(id: number): Buffer {
  const text = `{"execute":"guest-sync-delimited","arguments":{"id":${id}}}\n`;
  return Buffer.concat([Buffer.of(0xff), Buffer.from(text)]);
}
