import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

import { beforeEach, expect, onTestFinished } from 'vitest';

/** Fails each test of the file that leaves a descriptor, a thread or a network interface behind. */
export function checkForLeaks(): void {
  beforeEach(() => {
    const before = everything();
    // Registered first, so run last: after what the test itself undoes. What closes with an event of the loop
    // (sockets, children) may be a turn behind.
    onTestFinished(async () => {
      await expect.poll(everything, { interval: 5, timeout: 2000 }).toEqual(before);
    });
  });
}

function everything(): string[] {
  return [...openDescriptors(), ...waitingThreads(), ...interfaces()];
}

/** What the process has open: `17 -> socket:[4711]`. */
export function openDescriptors(): string[] {
  return linesOf('/proc/self/fd', (fd) => `${fd} -> ${readlinkSync(`/proc/self/fd/${fd}`)}`);
}

/** The threads on which somebody waits for a lock or a process. */
export function waitingThreads(): string[] {
  return linesOf('/proc/self/task', (tid) =>
    readFileSync(`/proc/self/task/${tid}/comm`, 'utf8').trim(),
  ).filter((name) => name === 'host-fds-wait');
}

function interfaces(): string[] {
  const text = execFileSync('ip', ['-o', 'link'], { encoding: 'utf8' });
  return text.split('\n').map((line) => line.split(':').slice(0, 2).join(':'));
}

function linesOf(folder: string, describe: (entry: string) => string): string[] {
  return readdirSync(folder).flatMap((entry) => {
    try {
      return [describe(entry)];
    } catch {
      // The descriptor of the folder itself, or a thread that ended just now.
      return [];
    }
  });
}
