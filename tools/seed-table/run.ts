/*
npm run seed-table: writes docs/seed-table.md, once the tests that it names have passed in the last whole `npm test`.
*/
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { TestResults } from '@kvmkit-tools/vitest/test-results';

import { checkShown, formattedTable, resultsFile } from './src/seed-table.ts';

const repository = resolve(import.meta.dirname, '../..');
try {
  const text = await readFile(join(repository, resultsFile), 'utf8').catch(() => {
    throw new Error(`there is no ${resultsFile}: the table is made from the results of npm test`);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by tools/vitest
  checkShown(JSON.parse(text) as TestResults);
  await writeFile(join(repository, 'docs/seed-table.md'), await formattedTable(repository));
} catch (error) {
  process.stderr.write(`kvmkit: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
