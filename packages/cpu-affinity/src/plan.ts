import { checkSomeCpus } from './cpu-list.ts';
import { PlanError } from './errors.ts';
import { parseMultiCpuMask, type CpuSelection } from './multi-cpu-mask.ts';
import { checkThreadId } from './thread-id.ts';

/** Threads that are pinned alike. */
export interface ThreadGroup {
  readonly tids: readonly number[];
  readonly cpus: readonly number[];
}

/** What is to be pinned where. */
export interface PinningRequest {
  /** QEMU's. */
  readonly pid: number;
  /** As the process had it when the tids were asked for: without it any process with the pid is taken. */
  readonly startTimeTicks?: number | undefined;
  /**
   * One mask for the whole guest, which moves every thread that no other field names; or one per vCPU, which moves only
   * those; `all` alone moves nothing. To undo an earlier pinning give `formatCpuMask(onlineCpus())`.
   */
  readonly mask: string;
  /** The tid of each vCPU, in the order of their indexes (`query-cpus-fast`). */
  readonly vcpuThreads: readonly number[];
  /** What `all` stands for in a mask per vCPU: `onlineCpus()`. */
  readonly hostCpus: readonly number[];
  /** For all other threads, also those that start later; without it they follow the mask of the whole guest, if any. */
  readonly emulatorCpus?: readonly number[] | undefined;
  /** Threads of `-object iothread` (`query-iothreads`). */
  readonly iothreads?: readonly ThreadGroup[] | undefined;
  /** Threads of QEMU's pools, of vhost, or any others. */
  readonly workers?: readonly ThreadGroup[] | undefined;
}

export type ThreadRole = 'vcpu' | 'iothread' | 'worker';

/** Where one thread is to run. */
export interface ThreadPinning {
  readonly tid: number;
  readonly role: ThreadRole;
  readonly cpus: readonly number[];
}

/** Which thread of a process is to run where; plain data. */
export interface PinningPlan {
  readonly pid: number;
  readonly startTimeTicks: number | undefined;
  readonly threads: readonly ThreadPinning[];
  /** For every thread that is in neither list; undefined: they stay as they are. */
  readonly otherCpus: readonly number[] | undefined;
  /** Tids that `otherCpus` does not mean. */
  readonly untouched: readonly number[];
}

/**
 * Plans the pinning of a guest's threads; nothing is done.
 * @throws {PlanError} `PLAN_INVALID`: not one mask per vCPU, an empty one, a thread named twice
 * @throws {CpuMaskError} `CPU_MASK_INVALID`
 * @throws {CpuListError} `CPU_LIST_INVALID`
 * @throws {ThreadIdError} `THREAD_ID_INVALID`
 */
export function planPinning(request: PinningRequest): PinningPlan {
  const { pid, startTimeTicks, vcpuThreads, emulatorCpus } = request;
  checkThreadId(pid);
  const selections = parseMultiCpuMask(request.mask);
  const whole = selections.length === 1 ? selections[0] : undefined;
  if (whole === undefined && selections.length !== vcpuThreads.length) {
    throw new PlanError(
      pid,
      `the mask ${JSON.stringify(request.mask)} is for ${selections.length} vCPUs, there are ${vcpuThreads.length}`,
    );
  }
  const vcpus = vcpuThreads.map((tid, index) => ({ tid, selection: whole ?? selections[index] ?? 'all' }));
  const otherCpus = emulatorCpus ?? (whole === 'all' ? undefined : whole);
  const threads = [
    ...vcpus.flatMap(({ tid, selection }) => {
      // Covered by otherCpus, or left as they are.
      if (whole !== undefined && (whole === 'all' || emulatorCpus === undefined)) return [];
      return [{ tid, role: 'vcpu' as const, cpus: cpusOf(selection, request.hostCpus) }];
    }),
    ...pinningsOf('iothread', request.iothreads),
    ...pinningsOf('worker', request.workers),
  ];
  const untouched = whole === 'all' ? [...vcpuThreads] : [];
  checkLists(pid, threads, otherCpus);
  checkThreads(pid, [...threads, ...untouched.map((tid) => ({ tid, role: 'vcpu' as const }))]);
  return { pid, startTimeTicks, threads, otherCpus, untouched };
}

function cpusOf(selection: CpuSelection, hostCpus: readonly number[]): readonly number[] {
  return selection === 'all' ? hostCpus : selection;
}

function pinningsOf(role: ThreadRole, groups: readonly ThreadGroup[] = []): ThreadPinning[] {
  return groups.flatMap(({ tids, cpus }) => tids.map((tid) => ({ tid, role, cpus })));
}

function checkLists(
  pid: number,
  threads: readonly ThreadPinning[],
  otherCpus: readonly number[] | undefined,
): void {
  for (const { tid, role, cpus } of threads) {
    if (cpus.length === 0) throw new PlanError(pid, `the list of CPUs for ${role} thread ${tid} is empty`);
  }
  for (const cpus of new Set([
    ...threads.map((thread) => thread.cpus),
    ...(otherCpus === undefined ? [] : [otherCpus]),
  ]))
    checkSomeCpus(cpus);
}

function checkThreads(pid: number, threads: readonly Pick<ThreadPinning, 'tid' | 'role'>[]): void {
  const roles = new Map<number, ThreadRole>();
  for (const { tid, role } of threads) {
    checkThreadId(tid);
    const earlier = roles.get(tid);
    if (earlier !== undefined)
      throw new PlanError(pid, `thread ${tid} is named twice, as ${earlier} and as ${role}`);
    roles.set(tid, role);
  }
}
