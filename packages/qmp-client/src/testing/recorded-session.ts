import { isRecord, parseJson, renderJson } from '../wire/json.ts';
import type { WireStep } from './answer.ts';
import { parseRequest, type FakeRequest } from './request.ts';
import type { TranscriptLine } from './transcript.ts';

/** A command of a transcript, and what the server did about it. */
export interface RecordedExchange {
  readonly request: FakeRequest;
  readonly lineNumber: number;
  /** Events, the reply, events: in the order recorded. */
  readonly steps: readonly WireStep[];
}

/** What one client said and heard, from its greeting on. */
export interface RecordedSession {
  /** The greeting, and events recorded before the first answer. */
  readonly greeting: string;
  readonly exchanges: readonly RecordedExchange[];
}

interface OpenExchange {
  readonly request: FakeRequest;
  readonly lineNumber: number;
  readonly steps: WireStep[];
}

/**
 * Finds the sessions of a transcript; each begins with a greeting.
 *
 * A reply belongs to the command with its id; an event to the reply that follows while a command is unanswered, else
 * to the reply before it. What the client sent that is no command, and the error that it got, is left out.
 */
export function parseSessions(lines: readonly TranscriptLine[]): readonly RecordedSession[] {
  const sessions: SessionBuilder[] = [];
  for (const line of lines) {
    const message = parseMessage(line.text);
    if (line.from === 'server' && message !== undefined && 'QMP' in message) {
      sessions.push(new SessionBuilder(line.text));
      continue;
    }
    const session = sessions.at(-1);
    if (session === undefined) {
      throw new TypeError(
        `line ${line.lineNumber} of the transcript stands before any greeting: ${line.text}`,
      );
    }
    if (message === undefined) continue;
    if (line.from === 'client') session.addCommand(message, line);
    else if ('event' in message) session.addEvent(line.text);
    else session.addReply(message);
  }
  return sessions.map((session) => session.build());
}

class SessionBuilder {
  #greeting: string;
  readonly #exchanges: OpenExchange[] = [];
  readonly #unanswered: OpenExchange[] = [];
  #lastAnswered: OpenExchange | undefined;
  /** Events that wait for the reply which they came before. */
  #events: WireStep[] = [];

  constructor(greeting: string) {
    this.#greeting = `${greeting}\r\n`;
  }

  addCommand(message: Readonly<Record<string, unknown>>, line: TranscriptLine): void {
    const request = parseRequest(message, line.text, true);
    if ('failure' in request) return;
    const exchange = { request, lineNumber: line.lineNumber, steps: [] };
    this.#exchanges.push(exchange);
    this.#unanswered.push(exchange);
  }

  addEvent(text: string): void {
    const step: WireStep = { do: 'send', bytes: `${text}\r\n` };
    if (this.#unanswered.length > 0) this.#events.push(step);
    else if (this.#lastAnswered === undefined) this.#greeting += step.bytes;
    else this.#lastAnswered.steps.push(step);
  }

  addReply(message: Readonly<Record<string, unknown>>): void {
    const id = renderId(message['id']);
    const at = this.#unanswered.findIndex(({ request }) => renderId(request.id) === id);
    const [exchange] = at < 0 ? [] : this.#unanswered.splice(at, 1);
    if (exchange === undefined) return;
    const { error } = message;
    const body = isRecord(error)
      ? { error: { class: String(error['class']), desc: String(error['desc']) } }
      : { return: message['return'] };
    exchange.steps.push(...this.#events, { do: 'reply', body });
    // The recording ends as QEMU did.
    if (exchange.request.command === 'quit' && 'return' in body) exchange.steps.push({ do: 'exit' });
    this.#events = [];
    this.#lastAnswered = exchange;
  }

  build(): RecordedSession {
    for (const exchange of this.#unanswered.splice(0)) {
      exchange.steps.push(...this.#events, { do: 'close' });
      this.#events = [];
    }
    return { greeting: this.#greeting, exchanges: this.#exchanges };
  }
}

function renderId(id: unknown): string {
  return id === undefined ? '' : renderJson({ id });
}

function parseMessage(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const message = parseJson(text);
    return isRecord(message) ? message : undefined;
  } catch {
    return undefined;
  }
}
