import { QmpProtocolError } from '../errors.ts';
import { MessageSplitter } from '../wire/framing.ts';
import { parseMessage, type WireMessage } from '../wire/parse-message.ts';

/** No byte of UTF-8 text: it can not be part of a message, so it marks a place in any stream. */
const delimiter = 0xff;

/** Whoever hears what the reader has read. */
export interface AgentListener {
  /** `delimited`: this message is the first one after a delimiter, as the answer to guest-sync-delimited is. */
  onMessage(message: WireMessage, delimited: boolean): void;
  /** The text of each message, before it is parsed. */
  onText(text: string): void;
  /** The bytes made no sense; what follows is thrown away up to the next delimiter. */
  onGarbage(error: QmpProtocolError): void;
}

/**
 * Reads an agent's messages from a stream that may begin anywhere, in the middle of another client's answer too.
 *
 * What comes before the first delimiter is thrown away. A guest can send what it likes: what makes no sense costs at
 * most `maxMessageBytes` of memory, and a delimiter always brings the reader back in step.
 */
export class AgentReader {
  readonly #maxMessageBytes: number;
  readonly #listener: AgentListener;
  #splitter: MessageSplitter | undefined;
  #delimited = false;

  constructor(maxMessageBytes: number, listener: AgentListener) {
    this.#maxMessageBytes = maxMessageBytes;
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    let begin = 0;
    for (;;) {
      const at = chunk.indexOf(delimiter, begin);
      this.#read(chunk.subarray(begin, at === -1 ? chunk.length : at));
      if (at === -1) return;
      this.#splitter = new MessageSplitter(this.#maxMessageBytes, (text) => this.#deliver(text));
      this.#delimited = true;
      begin = at + 1;
    }
  }

  #read(part: Buffer): void {
    try {
      this.#splitter?.push(part);
    } catch (error) {
      if (!(error instanceof QmpProtocolError)) throw error;
      this.#splitter = undefined;
      this.#listener.onGarbage(error);
    }
  }

  #deliver(text: string): void {
    this.#listener.onText(text);
    const message = parseMessage(text);
    const delimited = this.#delimited;
    this.#delimited = false;
    if (message !== undefined) this.#listener.onMessage(message, delimited);
  }
}
