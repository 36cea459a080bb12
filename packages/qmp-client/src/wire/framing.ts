import { isUtf8 } from 'node:buffer';

import { QmpProtocolError } from '../errors.ts';

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** Turns `[` into `{` and `]` into `}`, and no other byte into either. */
const bracketBit = 0x20;
const firstBracket = 0x5b;

/**
 * Splits a byte stream into the JSON objects that it carries.
 *
 * Each byte is looked at once, however the stream is cut: a message ends where its brackets close, so line ends mean
 * nothing, and `-mon pretty=on`, several messages a chunk and a cut inside a UTF-8 sequence need no case of their
 * own (UTF-8 uses no byte below 0x80 inside a sequence, so brackets can be found before decoding). Whether `{`
 * closes with `}` and all else about JSON is left to the parser.
 */
export class MessageSplitter {
  readonly #maxMessageBytes: number;
  readonly #onMessage: (text: string) => void;
  /** How many brackets are open; 0 is between messages. */
  #depth = 0;
  #inString = false;
  /** 1 if the last chunk ended with a backslash, whose escaped byte is still to come. */
  #skipNext = 0;
  /** The parts of a message that began in earlier chunks. */
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(maxMessageBytes: number, onMessage: (text: string) => void) {
    this.#maxMessageBytes = maxMessageBytes;
    this.#onMessage = onMessage;
  }

  /**
   * Takes the next bytes and hands over every message that they complete.
   *
   * @throws QmpProtocolError for bytes that no JSON object can have there, and for a message over the limit; the
   * splitter is of no use afterwards.
   */
  push(chunk: Buffer): void {
    let begin = 0;
    let depth = this.#depth;
    let at = this.#inString ? this.#endOfString(chunk, this.#skipNext) : 0;
    while (at < chunk.length) {
      const byte = chunk[at] ?? 0;
      at += 1;
      if (depth === 0) {
        if (isBlank(byte)) continue;
        if (byte !== openBrace) throw malformed('a message can not begin', chunk, at - 1);
        begin = at - 1;
        depth = 1;
      } else if (byte === quote) {
        at = this.#endOfString(chunk, at);
      } else if (byte >= firstBracket) {
        const brace = byte | bracketBit;
        if (brace === openBrace) {
          depth += 1;
        } else if (brace === closeBrace) {
          depth -= 1;
          if (depth === 0) this.#finish(chunk.subarray(begin, at));
        }
      }
    }
    this.#depth = depth;
    if (depth > 0) this.#hold(chunk.subarray(begin));
  }

  /** The place after the quote that ends the string around `from`, or the chunk's end. */
  #endOfString(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const byte = chunk[at] ?? 0;
      if (byte === quote) {
        this.#inString = false;
        return at + 1;
      }
      if (byte < 0x20) throw malformed('a string can not go on', chunk, at);
      at += byte === backslash ? 2 : 1;
    }
    this.#inString = true;
    this.#skipNext = at - chunk.length;
    return chunk.length;
  }

  #finish(last: Buffer): void {
    this.#hold(last);
    const whole = this.#held.length === 1 ? last : Buffer.concat(this.#held, this.#heldBytes);
    this.#held = [];
    this.#heldBytes = 0;
    // Decoded it would become another text, and an answer that QEMU never gave.
    if (!isUtf8(whole))
      throw malformed('a message can not hold bytes that are no UTF-8: it begins', whole, 0);
    this.#onMessage(whole.toString('utf8'));
  }

  #hold(part: Buffer): void {
    this.#held.push(part);
    this.#heldBytes += part.length;
    const limitBytes = this.#maxMessageBytes;
    if (this.#heldBytes <= limitBytes) return;
    const excerpt = (this.#held[0] ?? part).toString('utf8', 0, 200);
    throw new QmpProtocolError(`a message is over the limit of ${limitBytes} bytes; it begins: ${excerpt}`, {
      excerpt,
      limitBytes,
    });
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09;
}

function malformed(problem: string, chunk: Buffer, at: number): QmpProtocolError {
  const excerpt = chunk.toString('utf8', at, at + 200);
  return new QmpProtocolError(`not QMP: ${problem} with ${JSON.stringify(excerpt)}`, { excerpt });
}
