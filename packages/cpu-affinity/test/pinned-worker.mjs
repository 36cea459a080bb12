// pinned-worker.mjs CPU: a worker thread that pins itself, says where it may run, and stays.
import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';

import { getAffinity, setAffinity } from '../src/index.ts';

// proc(5): PID/task/TID of whoever reads it.
const tid = Number(basename(readlinkSync('/proc/thread-self')));
setAffinity(tid, [Number(process.argv[2])]);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- of a MessagePort, not of a window
parentPort.postMessage({ tid, cpus: getAffinity(tid) });
parentPort.on('message', () => {});
