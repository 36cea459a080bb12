/*
npm run test:faults [-- SUITE...]: runs the fault suites with 10 000 streams each (KVMKIT_FAULT_STREAMS for another
number, KVMKIT_SEED to run one again) and writes docs/reports/faults-SUITE.md for each that passed.
*/
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { execa } from 'execa';

import { type FaultCounts, renderReport } from './report.ts';
import { type FaultSuite, suites } from './suites.ts';

const repository = resolve(import.meta.dirname, '../..');
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? suites : suites.filter(({ name }) => wanted.includes(name));
if (chosen.length === 0) {
  throw new Error(
    `no fault suite is named ${wanted.join(', ')}; there are: ${suites.map(({ name }) => name).join(', ')}`,
  );
}
const failed: string[] = [];
for (const suite of chosen) {
  if (!(await runSuite(suite))) failed.push(suite.name);
}
process.stdout.write(`${chosen.length - failed.length} fault suites passed, ${failed.length} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runSuite(suite: FaultSuite): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'kvmkit-faults-'));
  try {
    const { exitCode } = await execa(
      'node_modules/.bin/vitest',
      ['run', '--project', suite.name, suite.testFile],
      {
        cwd: repository,
        stdio: 'inherit',
        reject: false,
        env: {
          KVMKIT_FAULT_STREAMS: process.env['KVMKIT_FAULT_STREAMS'] ?? '10000',
          KVMKIT_FAULT_REPORT: folder,
        },
      },
    );
    if (exitCode !== 0) return false;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the suite for us
    const counts = JSON.parse(await readFile(join(folder, `${suite.name}.json`), 'utf8')) as FaultCounts;
    const reports = join(repository, 'docs/reports');
    await mkdir(reports, { recursive: true });
    const report = join(reports, `faults-${suite.name}.md`);
    await writeFile(report, renderReport(suite, counts, new Date()));
    await execa('node_modules/.bin/oxfmt', [report], { cwd: repository });
    return true;
  } finally {
    await rm(folder, { recursive: true });
  }
}
