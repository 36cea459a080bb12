import { isRecord, parseJson, renderJson } from '../wire/json.ts';

/** What QEMU makes of its input: an object with the text it came as, or a complaint. */
export type QmpInput =
  | { readonly object: Readonly<Record<string, unknown>>; readonly text: string }
  | { readonly problem: string };

/** qobject/json-streamer.c MAX_NESTING. */
const deepestNesting = 1024;
const structural = /[{}[\],:]/;
const blank = /[ \t\r\n]/;
const ofKeyword = /[\w.+-]/;

/**
 * Reads what a client sends as QEMU does (qobject/json-lexer.c, json-streamer.c): a command is complete when its
 * brackets close, whatever lines it stands on; strings may have single quotes; a byte that fits nowhere is one error
 * and drops what was collected, and reading goes on at the next bracket or line.
 *
 * Errors are told as QEMU before 11.1 tells them, without a position. Two keys of the same name are not noticed.
 */
export class InputScanner {
  readonly #onInput: (input: QmpInput) => void;
  readonly #decoder = new TextDecoder();
  #text = '';
  /** The brackets that are still to come, innermost last. */
  #closers: string[] = [];
  /** The quote that ends the string we are in. */
  #quote = '';
  #escaped = false;
  /** After a lexing error all is skipped up to something that can begin afresh. */
  #recovering = false;
  #tooDeep = false;

  constructor(onInput: (input: QmpInput) => void) {
    this.#onInput = onInput;
  }

  push(chunk: Uint8Array): void {
    for (const character of this.#decoder.decode(chunk, { stream: true })) this.#take(character);
  }

  #take(character: string): void {
    if (this.#recovering) {
      if (!structural.test(character) && character >= ' ') return;
      this.#recovering = false;
    }
    if (this.#quote !== '') this.#takeInString(character);
    else if (this.#closers.length === 0) this.#takeBetween(character);
    else this.#takeInside(character);
  }

  #takeInString(character: string): void {
    // The replacement character is what bytes that are no UTF-8 were decoded to.
    if (character < ' ' || character === '\uFFFD') {
      this.#stray(character);
      return;
    }
    this.#text += character;
    if (this.#escaped) this.#escaped = false;
    else if (character === '\\') this.#escaped = true;
    else if (character === this.#quote) {
      this.#quote = '';
      if (this.#closers.length === 0) this.#finish();
    }
  }

  #takeBetween(character: string): void {
    if (ofKeyword.test(character)) {
      this.#text += character;
      return;
    }
    if (this.#text !== '') this.#finish();
    if (blank.test(character)) return;
    if (structural.test(character) && !'{['.includes(character)) this.#complain('expecting value');
    else this.#takeInside(character);
  }

  #takeInside(character: string): void {
    if (character === '"' || character === "'") this.#quote = character;
    else if (character === '{') this.#closers.push('}');
    else if (character === '[') this.#closers.push(']');
    else if (!structural.test(character) && !blank.test(character) && !ofKeyword.test(character)) {
      this.#stray(character);
      return;
    }
    this.#tooDeep ||= this.#closers.length > deepestNesting;
    this.#text += character;
    if (character !== '}' && character !== ']') return;
    if (this.#closers.pop() !== character) this.#complain("expected ',' or ']'");
    else if (this.#closers.length === 0) this.#finish();
  }

  #stray(character: string): void {
    this.#complain(`stray '${character}'`);
    this.#recovering = true;
  }

  #finish(): void {
    const text = this.#text;
    if (this.#tooDeep) {
      this.#forget();
      this.#onInput({ problem: 'JSON nesting depth limit exceeded' });
      return;
    }
    const value = parseInput(text);
    if (value === undefined) {
      this.#complain(/^\w+$/.test(text) ? `invalid keyword '${text}'` : 'expecting value');
      return;
    }
    this.#forget();
    if (isRecord(value)) this.#onInput({ object: value, text });
    else this.#onInput({ problem: 'QMP input must be a JSON object' });
  }

  #complain(what: string): void {
    this.#forget();
    this.#onInput({ problem: `JSON parse error, ${what}` });
  }

  #forget(): void {
    this.#text = '';
    this.#closers = [];
    this.#quote = '';
    this.#escaped = false;
    this.#tooDeep = false;
  }
}

const singleQuoted = /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g;

/** Undefined for what is no JSON by QEMU's rules. */
function parseInput(text: string): unknown {
  const standard = text.replaceAll(singleQuoted, (whole: string, inner: string | undefined) =>
    inner === undefined
      ? whole
      : `"${inner.replaceAll(String.raw`\'`, "'").replaceAll('"', String.raw`\"`)}"`,
  );
  try {
    const value = parseJson(standard);
    // A lone surrogate is an error for QEMU; it is what rendering refuses.
    renderJson({ value });
    return value;
  } catch {
    return undefined;
  }
}
