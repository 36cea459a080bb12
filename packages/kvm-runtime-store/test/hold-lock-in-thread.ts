import { parentPort, workerData } from 'node:worker_threads';

import { lockFile } from '../src/file-lock.ts';

// A thread that takes a lock, says so, and holds it until it is ended.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by the test
const { path, doing } = workerData as { readonly path: string; readonly doing: string };
await lockFile(path, { doing, timeoutMs: 0 });
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage('held');
parentPort?.on('message', () => undefined);
