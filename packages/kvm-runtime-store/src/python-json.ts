/** A JSON value as Python's `json` reads and writes it. */
export type PythonJson =
  | null
  | boolean
  | number
  | string
  | ExactNumber
  | readonly PythonJson[]
  | PythonObject;

export interface PythonObject {
  readonly [key: string]: PythonJson;
}

/** A number that JavaScript would write otherwise: Python tells `1.0` from `1`, and has integers of any size. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Parses JSON so that `formatPythonJson` writes every number as it was.
 * @throws {SyntaxError} when it is not JSON
 */
export function parsePythonJson(text: string): PythonJson {
  return parseWithSource(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source
      ? new ExactNumber(source)
      : value,
  );
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- V8 has the source texts of ES2026, TypeScript not yet
const parseWithSource = JSON.parse.bind(JSON) as (
  text: string,
  reviver: (key: string, value: PythonJson, context: { readonly source?: string }) => PythonJson,
) => PythonJson;

/** Writes JSON as Python's `json.dumps` does: blanks after commas and colons, ASCII only. */
export function formatPythonJson(value: PythonJson): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return formatString(value);
  if (value instanceof ExactNumber) return value.text;
  if (isList(value)) return `[${value.map(formatPythonJson).join(', ')}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${formatString(key)}: ${formatPythonJson(member)}`,
  );
  return `{${members.join(', ')}}`;
}

/** With JavaScript's numbers, also where they are not exact. */
export function plainJson(value: PythonJson): unknown {
  if (value instanceof ExactNumber) return Number(value.text);
  if (isList(value)) return value.map(plainJson);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainJson(member)]));
}

export function isList(value: PythonJson | undefined): value is readonly PythonJson[] {
  return Array.isArray(value);
}

export function isObject(value: PythonJson | undefined): value is PythonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`number is ${value}, which JSON has not`);
  return String(value);
}

function formatString(text: string): string {
  // JSON.stringify leaves these as they are, and escapes all else that Python escapes, in the same way.
  return JSON.stringify(text).replaceAll(
    /[\u007F-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
