import { getSystemErrorName } from 'node:util';

import { addon } from './addon.ts';
import { checkSomeCpus } from './cpu-list.ts';
import { formatCpuMask } from './cpu-mask.ts';
import { AffinityError, type AffinityErrorCode } from './errors.ts';
import { checkThreadId } from './thread-id.ts';
import { explainRefusal } from './unusable-cpus.ts';

const codes: Readonly<Record<string, AffinityErrorCode>> = {
  ESRCH: 'THREAD_GONE',
  EPERM: 'NOT_PERMITTED',
  EINVAL: 'CPUS_UNUSABLE',
};

/**
 * Lets one thread, of any process, run on these CPUs only (`sched_setaffinity(2)`).
 *
 * As the kernel does it: CPUs that are absent, offline or outside the thread's cpuset are left out as long as one
 * remains (`getAffinity` tells what is in force); duplicates count once; threads that it starts later inherit it. A pid
 * stands for the main thread alone: `threadsOf(pid)` has them all.
 *
 * @throws {AffinityError} `THREAD_GONE`, `NOT_PERMITTED`, `CPUS_UNUSABLE` with the reasons in `unusable`
 * @throws {ThreadIdError} `THREAD_ID_INVALID`: 0 too, which to the kernel is the calling thread
 * @throws {CpuListError} `CPU_LIST_INVALID`: an empty list too
 */
export function setAffinity(tid: number, cpus: readonly number[]): void {
  checkThreadId(tid);
  checkSomeCpus(cpus);
  const result = addon().writeAffinity(tid, new Int32Array(cpus));
  if (result < 0) throw failureToSet(tid, cpus, -result);
}

/**
 * The CPUs that one thread, of any process, may run on and that are online, ascending (`sched_getaffinity(2)`).
 * @throws {AffinityError} `THREAD_GONE`
 * @throws {ThreadIdError} `THREAD_ID_INVALID`
 */
export function getAffinity(tid: number): number[] {
  checkThreadId(tid);
  const result = addon().readAffinity(tid);
  if (typeof result !== 'number') return result;
  const { code, errno, errnoName } = describe(-result, { EINVAL: 'SYSTEM_CALL_FAILED' });
  throw new AffinityError(code, `reading the affinity of thread ${tid}`, {
    tid,
    syscall: 'sched_getaffinity',
    errno,
    errnoName,
    unusable: [],
  });
}

function failureToSet(tid: number, cpus: readonly number[], failed: number): AffinityError {
  const { code, errno, errnoName } = describe(failed);
  const doing = `setting the affinity of thread ${tid} to CPUs ${formatCpuMask(cpus)}`;
  const facts = { tid, syscall: 'sched_setaffinity', errno, errnoName } as const;
  if (code !== 'CPUS_UNUSABLE') return new AffinityError(code, doing, { ...facts, unusable: [] });
  const { explanation, unusable } = explainRefusal(tid, cpus);
  return new AffinityError(code, `${doing} (${explanation})`, { ...facts, unusable });
}

function describe(
  errno: number,
  exceptions: typeof codes = {},
): { readonly code: AffinityErrorCode; readonly errno: number; readonly errnoName: string } {
  const errnoName = getSystemErrorName(-errno);
  return { code: exceptions[errnoName] ?? codes[errnoName] ?? 'SYSTEM_CALL_FAILED', errno, errnoName };
}
