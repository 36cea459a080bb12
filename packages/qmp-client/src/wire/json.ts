// Node has rawJSON and the reviver's context (ECMAScript's "JSON.parse source text access"); the compiler's library does not yet.
declare global {
  interface JSON {
    rawJSON(text: string): object;
    parse(
      text: string,
      reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown;
  }
}

/** Is it a JSON object? */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** 2^53 has 16 digits: without such a run no integer in the text can be beyond what a number holds. */
const longDigits = /\d{16}/;
const integer = /^-?\d+$/;

/** Parses JSON; integers that a number can not hold exactly become bigints, all others stay numbers. */
export function parseJson(text: string): unknown {
  return longDigits.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text);
}

function keepExact(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context.source ?? '';
  return integer.test(source) ? BigInt(source) : value;
}

/**
 * Renders a value as compact JSON; bigints are written as integers, digit by digit.
 *
 * @throws TypeError for what QEMU could not read back: NaN, infinities and strings with lone surrogates.
 */
export function renderJson(value: object): string {
  return JSON.stringify(value, renderExact);
}

function renderExact(this: unknown, key: string, rendered: unknown): unknown {
  // Programs commonly define BigInt.prototype.toJSON, which would have made a string of it by now: take the original.
  const value: unknown = Reflect.get(Object(this), key);
  if (typeof value === 'bigint') return JSON.rawJSON(value.toString());
  if (typeof rendered === 'number' && !Number.isFinite(rendered)) {
    throw new TypeError(`argument "${key}" is ${rendered}, which JSON can not express`);
  }
  if (typeof rendered === 'string' && !rendered.isWellFormed()) {
    throw new TypeError(`argument "${key}" holds a lone surrogate, which QEMU's JSON parser refuses`);
  }
  return rendered;
}
