import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';

import { expect, onTestFinished } from 'vitest';

export interface NetworkNamespace {
  /** For openTap's `netns`. */
  readonly path: string;
  /** Runs a program inside, and returns what it prints. */
  readonly run: (program: string, ...args: string[]) => string;
  /** All but `lo`. */
  readonly interfaces: () => string[];
}

/** A network namespace of this test's own, which must be as empty after the test as before. */
export async function networkNamespace(): Promise<NetworkNamespace> {
  const holder = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
  await once(holder, 'spawn');
  const path = `/proc/${holder.pid}/ns/net`;
  const run = (program: string, ...args: string[]): string =>
    execFileSync('nsenter', [`--net=${path}`, program, ...args], { encoding: 'utf8' });
  const interfaces = (): string[] =>
    run('ip', '-o', 'link')
      .split('\n')
      .flatMap((line) => line.split(/[:@] ?/)[1] ?? [])
      .filter((name) => name !== 'lo');
  onTestFinished(async () => {
    await expect.poll(interfaces).toEqual([]);
    holder.kill('SIGKILL');
    await once(holder, 'close');
  });
  await expect.poll(() => readlinkSync(path)).not.toBe(readlinkSync('/proc/self/ns/net'));
  return { path, run, interfaces };
}
