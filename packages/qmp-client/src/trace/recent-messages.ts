import { parseJson, renderJson } from '../wire/json.ts';
import { redact } from './redact.ts';

/** One message as it went over the wire, its secrets masked and cut to 400 characters. */
export interface QmpTraceMessage {
  readonly direction: 'sent' | 'received';
  readonly text: string;
}

/** How many messages are remembered. */
const remembered = 16;
/** Of longer ones only the beginning is kept: the schema's 250 KB are no company for an idle connection. */
const keptLength = 4096;
const shownLength = 400;

interface Kept extends QmpTraceMessage {
  readonly isCut: boolean;
}

/** The last messages of a connection, for the error that ends it; masking waits until someone asks. */
export class RecentMessages {
  readonly #kept: Kept[] = [];
  #next = 0;

  add(direction: QmpTraceMessage['direction'], text: string): void {
    const isCut = text.length > keptLength;
    this.#kept[this.#next] = { direction, text: isCut ? beginningOf(text) : text, isCut };
    this.#next = (this.#next + 1) % remembered;
  }

  /** Oldest first. */
  read(): readonly QmpTraceMessage[] {
    const oldestFirst = [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)];
    return oldestFirst.map(({ direction, text, isCut }) => ({
      direction,
      text: isCut ? text : maskText(text),
    }));
  }
}

/** The text with its secrets masked; of one that can not be parsed, only what can hold none. */
export function maskText(text: string): string {
  let shown: string;
  try {
    shown = renderJson(Object(redact(parseJson(text))));
  } catch {
    return beginningOf(text);
  }
  return shown.length > shownLength ? `${shown.slice(0, shownLength)}…` : shown;
}

/** Which message it is, and nothing of its values: `{"execute":"blockdev-add"`, `{"return":`. */
const opening = /^\s*\{\s*(?:"(?:execute|exec-oob|event)"\s*:\s*"[\w-]{1,64}"|"[\w-]{1,32}"\s*:)/;

function beginningOf(text: string): string {
  // Through a buffer: a slice of the text would keep all of it in memory.
  const beginning = Buffer.from(opening.exec(text)?.[0] ?? '').toString();
  return `${beginning}… (${text.length} characters)`;
}
