import { existsSync } from 'node:fs';

import { getAffinity, setAffinity } from './affinity.ts';
import { AffinityError, PinningError, ProcessGoneError } from './errors.ts';
import type { PinningPlan, ThreadRole } from './plan.ts';
import { openProcess, type ProcessFolder } from './process-folder.ts';

/** One thread that was moved. */
export interface PinnedThread {
  readonly tid: number;
  readonly role: ThreadRole | 'other';
  readonly cpus: readonly number[];
  /** Where it could run before. */
  readonly formerCpus: readonly number[];
}

/** What became of a plan. */
export interface PinningResult {
  readonly pinned: readonly PinnedThread[];
  /** Threads that had ended before they could be pinned. */
  readonly ended: readonly number[];
}

/**
 * How often the process's threads are listed anew. A thread that starts another while it waits for its turn hands its
 * old affinity on, one that has been pinned hands on the new one: what each pass finds comes from the few left over.
 */
const mostPasses = 10;

/**
 * Pins the threads of a process as planned: all of them, or none.
 *
 * Each thread is looked up in the process right before it is touched. One that has ended is passed over; those that
 * appear meanwhile and that the plan means are pinned too. When one is refused, those already pinned get back the
 * affinity that they had.
 *
 * @throws {ProcessGoneError} `PROCESS_GONE`: no such process, or not the one of the plan; nothing was touched
 * @throws {PinningError} `PINNING_FAILED` with the kernel's reason as cause, `THREAD_FOREIGN`
 */
export function applyPinning(plan: PinningPlan): PinningResult {
  using process = openProcess(plan.pid);
  checkIdentity(process, plan.startTimeTicks);
  return pinThreads(process, plan);
}

/** `applyPinning` on a process that is the plan's. */
export function pinThreads(process: ProcessFolder, plan: PinningPlan): PinningResult {
  const pinned: PinnedThread[] = [];
  const ended: number[] = [];
  const pin = (tid: number, role: PinnedThread['role'], cpus: readonly number[]): void => {
    const formerCpus = moveThread(process, tid, cpus);
    if (formerCpus !== undefined) pinned.push({ tid, role, cpus, formerCpus });
    else if (role !== 'other' && existsSync(`/proc/${tid}`)) throw new ForeignThread(tid);
    else ended.push(tid);
  };
  try {
    for (const { tid, role, cpus } of plan.threads) pin(tid, role, cpus);
    const { otherCpus } = plan;
    if (otherCpus !== undefined) forOtherThreads(process, plan, (tid) => pin(tid, 'other', otherCpus));
    return { pinned, ended };
  } catch (cause) {
    const facts = { pid: plan.pid, notRestored: restore(process, pinned) };
    if (cause instanceof ForeignThread)
      throw new PinningError('THREAD_FOREIGN', { ...facts, tid: cause.tid });
    if (cause instanceof AffinityError)
      throw new PinningError('PINNING_FAILED', { ...facts, tid: cause.tid, cause });
    throw cause;
  }
}

/** Never leaves this file. */
class ForeignThread extends Error {
  readonly tid: number;

  constructor(tid: number) {
    super();
    this.tid = tid;
  }
}

function forOtherThreads(process: ProcessFolder, plan: PinningPlan, pin: (tid: number) => void): void {
  const known = new Set([...plan.threads.map(({ tid }) => tid), ...plan.untouched]);
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const appeared = process.threadIds().filter((tid) => !known.has(tid));
    if (appeared.length === 0) return;
    for (const tid of appeared) {
      known.add(tid);
      pin(tid);
    }
  }
}

function checkIdentity(process: ProcessFolder, planned: number | undefined): void {
  const found = process.startTimeTicks();
  if (found === undefined) throw new ProcessGoneError(process.pid, 'it ended while it was looked at');
  if (planned !== undefined && planned !== found)
    throw new ProcessGoneError(
      process.pid,
      `its pid belongs to one that started at tick ${found}, not ${planned}`,
    );
}

/** Returns the former affinity, or undefined for a thread that is not, or no longer, the process's own. */
function moveThread(process: ProcessFolder, tid: number, cpus: readonly number[]): number[] | undefined {
  if (!process.has(tid)) return undefined;
  try {
    const former = getAffinity(tid);
    setAffinity(tid, cpus);
    return former;
  } catch (error) {
    if (error instanceof AffinityError && error.code === 'THREAD_GONE') return undefined;
    throw error;
  }
}

/** Returns the tids that did not get back what they had. */
function restore(process: ProcessFolder, pinned: readonly PinnedThread[]): number[] {
  return pinned.toReversed().flatMap(({ tid, formerCpus }) => {
    try {
      moveThread(process, tid, formerCpus);
      return [];
    } catch {
      return [tid];
    }
  });
}
