import { styleText } from 'node:util';

import Table from 'cli-table3';

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What is not known is null rather than absent: a program finds the same keys every time. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value, orNull, 2));
}

/** One of many values, each on a line of its own. */
export function printJsonLine(value: unknown): void {
  printLine(JSON.stringify(value, orNull));
}

function orNull(_key: string, part: unknown): unknown {
  return part ?? null;
}

/** A note for whoever watches, not for whoever reads our output. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** What was done all the same. */
export function printWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) printNote(`kvmkit: ${warning}`);
}

const noteAfterMs = 1000;

/** Says what is done as soon as it takes its time. */
export async function withNote<T>(doing: string, call: () => Promise<T>): Promise<T> {
  const note = setTimeout(() => printNote(`${doing} …`), noteAfterMs);
  try {
    return await call();
  } finally {
    clearTimeout(note);
  }
}

/** Columns without lines; heads are bold on a terminal. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({ head: head.map((cell) => onTerminal('bold', cell)), ...plain });
  table.push(...rows.map((row) => [...row]));
  printLine(trimLines(table.toString()));
}

/** One fact a line. */
export function printFacts(facts: readonly (readonly [name: string, value: string])[]): void {
  const table = new Table(plain);
  table.push(...facts.map(([name, value]) => [onTerminal('bold', name), value]));
  printLine(trimLines(table.toString()));
}

/** Colour where a person looks: never in a pipe, never against NO_COLOR. */
export function onTerminal(format: 'bold' | 'green' | 'yellow' | 'red' | 'gray', text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

const plain = {
  chars: {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  },
  style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
};

function trimLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
