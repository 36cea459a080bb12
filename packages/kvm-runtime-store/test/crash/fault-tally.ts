import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RunResult } from './harness.ts';
import type { Fault } from './faults.ts';

const ends = ['killed', 'done', 'unchanged', 'not-durable', 'failed'] as const;

/** Counts runs by operation and kind of fault, and how they ended. */
export class FaultTally {
  readonly #rows = new Map<string, Map<string, number>>();

  add(operation: string, fault: Fault, points: number, { end, problem }: RunResult): void {
    const key = `${operation}: ${fault === 'SIGKILL' ? 'killed' : 'error'}`;
    const row = this.#rows.get(key) ?? new Map<string, number>();
    this.#rows.set(key, row.set('calls', points));
    for (const column of ['runs', end, ...(problem === undefined ? [] : ['problems'])]) {
      row.set(column, (row.get(column) ?? 0) + 1);
    }
  }

  /** The head first. */
  rows(): readonly (readonly string[])[] {
    const columns = ['calls', 'runs', ...ends, 'problems'];
    const rows = [...this.#rows].map(([name, counts]) => [
      name,
      ...columns.map((column) => String(counts.get(column) ?? 0)),
    ]);
    return [['operation: fault', ...columns], ...rows];
  }

  /** Leaves the rows and some facts about the run where tools/faults finds them, if it asked for them. */
  report(suite: string, facts: Readonly<Record<string, string>>): void {
    const folder = process.env['KVMKIT_FAULT_REPORT'];
    if (folder === undefined) return;
    writeFileSync(join(folder, `${suite}.json`), JSON.stringify({ facts, rows: this.rows() }));
  }
}
