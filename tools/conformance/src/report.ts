import Table from 'cli-table3';

import type { Outcome } from './run-suite.ts';

/** What `--json` prints. */
export interface Summary {
  readonly total: number;
  readonly matched: number;
  readonly wanted: number;
  /** Not yet run. */
  readonly unsupported: number;
  readonly differences: readonly { readonly id: string; readonly group: string; readonly reason: string }[];
}

export function summarize(outcomes: readonly Outcome[]): Summary {
  const count = (kind: Outcome['verdict']['kind']): number =>
    outcomes.filter(({ verdict }) => verdict.kind === kind).length;
  return {
    total: outcomes.length,
    matched: count('matched'),
    wanted: count('wanted'),
    unsupported: count('unsupported'),
    differences: outcomes.flatMap(({ id, group, verdict }) =>
      verdict.kind === 'different' ? [{ id, group, reason: verdict.reason }] : [],
    ),
  };
}

/** A line for each group, then each wanted difference and each difference, with its reason. */
export function renderReport(outcomes: readonly Outcome[]): string {
  const table = new Table({
    head: ['group', 'matched', 'wanted', 'not yet run', 'different', 'total'],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const group of new Set(outcomes.map(({ group: name }) => name))) {
    table.push(rowOf(group, summarize(outcomes.filter((outcome) => outcome.group === group))));
  }
  table.push(rowOf('all', summarize(outcomes)));
  return [
    table.toString(),
    ...section('wanted', outcomes, 'wanted'),
    ...section('DIFFERENT', outcomes, 'different'),
    '',
  ].join('\n');
}

function rowOf(group: string, summary: Summary): (string | number)[] {
  const { matched, wanted, unsupported, differences, total } = summary;
  return [group, matched, wanted, unsupported, differences.length, total];
}

function section(title: string, outcomes: readonly Outcome[], kind: 'wanted' | 'different'): string[] {
  return outcomes.flatMap(({ id, verdict }) =>
    verdict.kind === kind ? [`${title}  ${id}: ${verdict.reason}`] : [],
  );
}
