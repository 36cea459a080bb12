/*
npm test: the static checks, then every test of the workspace. The tests' closing line counts both and is the last
line printed. `--static` leaves the tests out; any other argument goes to vitest (`npm test -- --project cli`).
*/
import { resolve } from 'node:path';

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
process.chdir(repository);

const checks: readonly Check[] = [
  { name: 'format', run: program('oxfmt', '--check') },
  { name: 'lint', run: program('oxlint') },
  { name: 'types', run: program('turbo', 'run', 'typecheck', '--output-logs=errors-only') },
  { name: 'undeclared imports', run: program('turbo', 'boundaries') },
  { name: 'who imports whom', run: () => checkEdges(repository) },
  { name: 'dead code', run: program('knip', '--no-progress') },
  { name: 'no registry named', run: () => checkTrackedText() },
  { name: 'packed packages', run: () => checkPackages(repository) },
];

const wanted = process.argv.slice(2);
const failures = await runChecks();
const counts = { passed: checks.length - failures, failed: failures };
if (wanted.includes('--static')) {
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  process.exitCode = failures === 0 ? 0 : 1;
} else {
  const vitest = await execa('node_modules/.bin/vitest', ['run', ...wanted], {
    stdio: 'inherit',
    reject: false,
    env: { KVMKIT_CHECKS: JSON.stringify(counts) },
  });
  process.exitCode = failures === 0 ? (vitest.exitCode ?? 1) : 1;
}

async function runChecks(): Promise<number> {
  let failed = 0;
  for (const { name, run } of checks) {
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
  return failed;
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
