import type { FaultSuite } from './suites.ts';

/** What a suite leaves behind: facts about the run, and a table whose first row is its head. */
export interface FaultCounts {
  readonly facts: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly string[])[];
}

/** The report as Markdown. */
export function renderReport(suite: FaultSuite, counts: FaultCounts, ranAt: Date): string {
  const [head = [], ...rows] = counts.rows;
  const facts = { date: ranAt.toISOString().slice(0, 10), ...counts.facts };
  return [
    `# ${suite.title}`,
    '',
    'Made by `npm run test:faults`; not written by hand.',
    '',
    suite.about,
    '',
    ...Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`),
    '',
    renderRow(head),
    renderRow(head.map((_, column) => (column === 0 ? '---' : '--:'))),
    ...rows.map(renderRow),
    '',
  ].join('\n');
}

function renderRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
