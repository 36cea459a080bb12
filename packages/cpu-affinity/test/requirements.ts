import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { beforeEach } from 'vitest';

import { getAffinity } from '../src/index.ts';

/** Why something can not be had on this machine, or undefined. */
type Obstacle = string | undefined;

/** Skips all tests of the file, with the reason in the report, where one of these is in the way. */
export function skipBecauseOf(...obstacles: readonly Obstacle[]): void {
  const reason = obstacles.find((obstacle) => obstacle !== undefined);
  beforeEach(({ skip }) => skip(reason !== undefined, reason));
}

export function noRoot(): Obstacle {
  return process.getuid?.() === 0 ? undefined : 'needs root';
}

/** Two CPUs that the tests may use; the same one twice where there is no second. */
export function twoCpus(): readonly [number, number] {
  const [first = 0, second = first] = getAffinity(process.pid);
  return [first, second];
}

export function noSecondCpu(): Obstacle {
  return getAffinity(process.pid).length > 1 ? undefined : 'needs two CPUs';
}

export const qemuBinary = '/usr/bin/qemu-system-x86_64';

export function noQemu(): Obstacle {
  return existsSync(qemuBinary) ? undefined : `${qemuBinary} is not installed`;
}

export const cpusetMount = '/sys/fs/cgroup/cpuset';

export function noCpusets(): Obstacle {
  return existsSync(`${cpusetMount}/cpuset.cpus`)
    ? undefined
    : `no cpusets of cgroup version 1 at ${cpusetMount}`;
}

/** The compiler's AddressSanitizer, to be loaded before a program that was built without it. */
export function addressSanitizer(): string {
  return execFileSync('cc', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
}

export function noAddressSanitizer(): Obstacle {
  // A compiler that lacks the file answers with its bare name.
  return existsSync(addressSanitizer()) ? undefined : 'the C compiler has no libasan';
}
