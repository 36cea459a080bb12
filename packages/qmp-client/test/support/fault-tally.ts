import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Outcome } from './fault-stream.ts';

const columns: readonly Outcome[] = [
  'resolved',
  'refused',
  'connection error',
  'protocol error',
  'timeout',
  'abort',
  'events lost',
];

/** Counts the streams of a run by their kind, and how their promises settled. */
export class FaultTally {
  readonly #byKind = new Map<string, { streams: number; outcomes: Map<Outcome, number> }>();

  add(kind: string, outcomes: readonly Outcome[]): void {
    const row = this.#byKind.get(kind) ?? { streams: 0, outcomes: new Map<Outcome, number>() };
    this.#byKind.set(kind, row);
    row.streams += 1;
    for (const outcome of outcomes) row.outcomes.set(outcome, (row.outcomes.get(outcome) ?? 0) + 1);
  }

  /** A row for each kind and one for all, the head first. */
  rows(): readonly (readonly string[])[] {
    const rows = [...this.#byKind]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([kind, { streams, outcomes }]) => {
        const counts = columns.map((column) => outcomes.get(column) ?? 0);
        return [kind, streams, counts.reduce((sum, count) => sum + count, 0), ...counts] as const;
      });
    const total =
      rows[0]?.slice(1).map((_, index) => rows.reduce((sum, row) => sum + Number(row[index + 1]), 0)) ?? [];
    const head = ['kind', 'streams', 'promises settled', ...columns];
    return [head, ...rows, ['all', ...total]].map((row) => row.map(String));
  }

  /** The rows as text, in columns. */
  render(): string {
    const rows = this.rows();
    const widths =
      rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
    return rows
      .map((row) =>
        row
          .map((cell, column) =>
            column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
          )
          .join('  '),
      )
      .join('\n');
  }

  /** Leaves the rows and some facts about the run where tools/faults finds them, if it asked for them. */
  report(suite: string, facts: Readonly<Record<string, string>>): void {
    const folder = process.env['KVMKIT_FAULT_REPORT'];
    if (folder === undefined) return;
    writeFileSync(join(folder, `${suite}.json`), JSON.stringify({ facts, rows: this.rows() }));
  }
}
