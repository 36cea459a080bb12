// Waits for the lock of the file argv[2] and for a process that does not end, then ends in the way argv[3] says.
// Run as a program and as a worker thread by environment-end.test.ts.
import { openSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

import { lockFile, openPidfd } from '@kvmkit/host-fds';

const [path, how] = process.argv.slice(2);
const fd = openSync(path, 'a+');
const ways = {
  async lock() {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread, not a window
    parentPort.postMessage(await lockFile(fd, 'exclusive'));
  },
  async wait() {
    const parent = openPidfd(process.pid);
    await Promise.all([lockFile(fd, 'exclusive'), parent.waitForExit()]);
  },
  async nothing() {
    const parent = openPidfd(process.ppid);
    const timeoutMs = 20;
    await Promise.all([lockFile(fd, 'exclusive', { timeoutMs }), parent.waitForExit({ timeoutMs })]);
    parent.close();
  },
  async exit() {
    setTimeout(() => process.exit(7), 20);
    await ways.wait();
  },
  async throw() {
    process.on('uncaughtException', () => process.exit(1));
    setTimeout(() => {
      throw new Error('as wanted');
    }, 20);
    await ways.wait();
  },
  async kill() {
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), 20);
    await ways.wait();
  },
};
await ways[how]();
