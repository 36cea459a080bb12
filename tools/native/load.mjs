/* load.mjs ADDON: loads it in this thread and in a worker, and prints which Node did. */
import { createRequire } from 'node:module';
import { argv, exit, stdout, version } from 'node:process';
import { isMainThread, Worker } from 'node:worker_threads';

const names = Object.keys(createRequire(import.meta.url)(argv[2] ?? ''));
if (names.length === 0) throw new Error('the addon exports nothing');
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { argv: argv.slice(2) });
  worker.once('error', (error) => {
    throw error;
  });
  worker.once('exit', (code) => {
    if (code !== 0) exit(code);
    stdout.write(`Node ${version} and a worker of it (${names.length} functions)\n`);
  });
}
