import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { checkPlaces, checkTests } from './check-members.ts';
import { memberGroups } from './members.ts';
import { renderTable } from './render-table.ts';
import type { TestResults } from '@kvmkit-tools/vitest/test-results';

const document = 'docs/seed-table.md';
const members = memberGroups.flatMap((group) => group.members);

/** Where a run of all tests leaves its results, from the repository's root. */
export const resultsFile = '.cache/test-results.json';

/** Throws where a member does not live where it is said to, and where the document is another than is made today. */
export async function checkSeedTable(repository: string): Promise<void> {
  const readSource = (file: string): Promise<string | undefined> => readIfThere(join(repository, file));
  const problems = [...(await checkPlaces(members, readSource))];
  if ((await readSource(document)) !== (await formattedTable(repository)))
    problems.push(`${document} is stale: npm run seed-table`);
  throwAny(problems);
}

/** Throws where a member is not shown by a run of all tests. */
export function checkShown(results: Pick<TestResults, 'tests'>): void {
  throwAny(checkTests(members, results.tests));
}

export async function formattedTable(repository: string): Promise<string> {
  const { stdout } = await execa(
    join(repository, 'node_modules/.bin/oxfmt'),
    [`--stdin-filepath=${document}`],
    { cwd: repository, input: renderTable(memberGroups), stripFinalNewline: false },
  );
  return stdout;
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function throwAny(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
