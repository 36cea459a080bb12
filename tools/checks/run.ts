/*
npm test: the static checks, then every test of the workspace, then whether these have shown what docs/seed-table.md
says. The closing line counts all of it and is the last line printed. `--static` leaves the tests out; any other argument
goes to vitest (`npm test -- --project cli`), and of a part of the tests the table is not asked.
*/
import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';

import { checkSeedTable, checkShown, resultsFile } from '@kvmkit-tools/seed-table';
import { closingLine, type Counts, type TestResults } from '@kvmkit-tools/vitest/test-results';

import { execa } from 'execa';

import { checkEdges } from './edges.ts';
import { checkPackages } from './packages.ts';
import { checkTrackedText } from './tracked-text.ts';

interface Check {
  readonly name: string;
  /** Throws, with what is wrong as its message. */
  readonly run: () => Promise<void>;
}

const repository = resolve(import.meta.dirname, '../..');
const oneFailure: Counts = { passed: 0, failed: 1, skipped: 0 };
process.chdir(repository);

const checks: readonly Check[] = [
  { name: 'format', run: program('oxfmt', '--check') },
  { name: 'lint', run: program('oxlint') },
  { name: 'types', run: program('turbo', 'run', 'typecheck', '--output-logs=errors-only') },
  { name: 'undeclared imports', run: program('turbo', 'boundaries') },
  { name: 'who imports whom', run: () => checkEdges(repository) },
  { name: 'dead code', run: program('knip', '--no-progress') },
  { name: 'no registry named', run: () => checkTrackedText() },
  { name: 'seed table', run: () => checkSeedTable(repository) },
  { name: 'packed packages', run: () => checkPackages(repository) },
];

const wanted = process.argv.slice(2);
let counts = await runChecks(checks);
if (!wanted.includes('--static')) {
  const results = await runTests();
  counts = sum(counts, results.counts);
  const shown = { name: 'tests of the seed table', run: async () => checkShown(results) };
  if (wanted.length === 0) counts = sum(counts, await runChecks([shown]));
}
process.stdout.write(closingLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

async function runTests(): Promise<TestResults> {
  await rm(resultsFile, { force: true });
  const { exitCode } = await execa('node_modules/.bin/vitest', ['run', ...wanted], {
    stdio: 'inherit',
    reject: false,
    env: { KVMKIT_TEST_RESULTS: resultsFile },
  });
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by tools/vitest
    const results = JSON.parse(await readFile(resultsFile, 'utf8')) as TestResults;
    if (exitCode === 0 || results.counts.failed > 0) return results;
    return { ...results, counts: sum(results.counts, oneFailure) };
  } catch {
    process.stdout.write('vitest left no results\n');
    return { counts: oneFailure, tests: [] };
  }
}

async function runChecks(some: readonly Check[]): Promise<Counts> {
  let failed = 0;
  for (const { name, run } of some) {
    const began = performance.now();
    const problem = await run().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${problem === undefined ? 'ok    ' : 'FAILED'}  ${name.padEnd(32)} ${seconds} s\n`);
    if (problem === undefined) continue;
    failed += 1;
    process.stdout.write(`${problem}\n`);
  }
  return { passed: some.length - failed, failed, skipped: 0 };
}

function sum(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

function program(name: string, ...args: string[]): () => Promise<void> {
  return async () => {
    const { failed, all, shortMessage } = await execa(`node_modules/.bin/${name}`, args, {
      all: true,
      reject: false,
    });
    if (failed) throw new Error(all === '' ? shortMessage : all);
  };
}
