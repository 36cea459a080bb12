/*
npm run release:dry-run [-- --keep DIR]: everything of a release, but to a registry on this machine. Packs every
published package, looks into the tarballs, installs them into projects made on the spot, runs them there, and uploads
them. With --keep the tarballs stay in DIR, in the form that `changeset publish --from-pack-dir DIR` takes: what was
tried is what gets published.
*/
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { checkTarball } from './check-tarball.ts';
import { consumersOf, tryConsumer } from './consumer.ts';
import { packPackages } from './pack.ts';
import { printReport, type ReportRow } from './report.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { rehearseUpload } from './upload-rehearsal.ts';

const repository = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { keep: { type: 'string' } } });
const began = performance.now();

await using scratch = await makeScratchFolder();
const packDirectory = values.keep === undefined ? join(scratch.path, 'pack') : resolve(values.keep);
const packages = await packPackages({ repository, packDirectory, scratch: scratch.path });
const tasks = [
  ...packages.map((packed) => () => checkTarball(packed, repository)),
  ...consumersOf(packages).map((consumer) => () => tryConsumer(consumer, scratch.path)),
  () => rehearseUpload({ repository, packDirectory, scratch: scratch.path }),
];
const rows = await inTurns(tasks, availableParallelism());
printReport(packages, rows);
const failed = rows.filter(({ problems }) => problems.length > 0).length;
const seconds = ((performance.now() - began) / 1000).toFixed(0);
process.stdout.write(`\n${rows.length - failed} passed, ${failed} failed (${seconds} s)\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs all, `limit` at a time: each starts programs of its own, and more of them than cores only wait. */
async function inTurns(queue: readonly (() => Promise<ReportRow>)[], limit: number): Promise<ReportRow[]> {
  const results: ReportRow[] = [];
  const waiting = queue.entries();
  const worker = async (): Promise<void> => {
    for (const [index, task] of waiting) results[index] = await task();
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
