import { expect, test } from 'vitest';

import { renderReport, summarize } from './report.ts';
import type { Outcome } from './run-suite.ts';

const outcomes: readonly Outcome[] = [
  { group: 'opentap', id: 'opentap-001', verdict: { kind: 'matched' } },
  { group: 'opentap', id: 'opentap-002', verdict: { kind: 'wanted', reason: 'names are short' } },
  { group: 'start', id: 'start-001', verdict: { kind: 'unsupported', reason: 'no adapter' } },
  { group: 'start', id: 'start-002', verdict: { kind: 'different', reason: 'argv[1]' } },
];

test('the summary counts every case once and lists the differences', () => {
  expect(summarize(outcomes)).toEqual({
    total: 4,
    matched: 1,
    wanted: 1,
    unsupported: 1,
    differences: [{ id: 'start-002', group: 'start', reason: 'argv[1]' }],
  });
});

test('the table has a line for each group and one for all; what differs is listed with its reason', () => {
  const lines = renderReport(outcomes).split('\n');
  expect(lines.filter((line) => line.startsWith('│')).map((line) => line.match(/\w[\w ]*\w|\d/g))).toEqual([
    ['group', 'matched', 'wanted', 'not yet run', 'different', 'total'],
    ['opentap', '1', '1', '0', '0', '2'],
    ['start', '0', '0', '1', '1', '2'],
    ['all', '1', '1', '1', '1', '4'],
  ]);
  expect(lines).toContain('wanted  opentap-002: names are short');
  expect(lines).toContain('DIFFERENT  start-002: argv[1]');
});
