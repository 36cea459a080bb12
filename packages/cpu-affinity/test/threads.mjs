// threads.mjs COUNT: starts worker threads and prints their tids as JSON; for every line that it reads, it ends one
// and prints its tid.
import { readlinkSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

if (isMainThread) {
  const workers = Array.from({ length: Number(process.argv[2]) }, () => new Worker(import.meta.filename));
  const tids = await Promise.all(workers.map(async (worker) => (await once(worker, 'message'))[0]));
  writeSync(1, `${JSON.stringify(tids)}\n`);
  for await (const _ of createInterface({ input: process.stdin })) {
    await workers.shift().terminate();
    writeSync(1, `${tids.shift()}\n`);
  }
} else {
  // proc(5): PID/task/TID of whoever reads it.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of a MessagePort, not of a window
  parentPort.postMessage(Number(basename(readlinkSync('/proc/thread-self'))));
  parentPort.on('message', () => {});
}
