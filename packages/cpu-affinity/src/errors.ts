/*
CpuAffinityError
├─ CpuMaskError       CPU_MASK_INVALID       a text that is no CPU mask: mask, position
├─ CpuListError       CPU_LIST_INVALID       numbers that are no CPUs: index
├─ ThreadIdError      THREAD_ID_INVALID      a number that is nobody's tid or pid: tid
├─ AffinityError      THREAD_GONE            ESRCH: no such thread, or no longer
│                     NOT_PERMITTED          EPERM: another user's thread, and no CAP_SYS_NICE
│                     CPUS_UNUSABLE          EINVAL: the thread can run on none of the CPUs: unusable
│                     SYSTEM_CALL_FAILED     anything else; all four: tid, syscall, errno, errnoName
├─ PlanError          PLAN_INVALID           a mask and threads that do not fit together: pid
├─ ProcessGoneError   PROCESS_GONE           no such process, or another one has its pid by now: pid
├─ PinningError       THREAD_FOREIGN         a thread of the plan belongs to another process: pid, tid, notRestored
│                     PINNING_FAILED         the kernel refused a thread, see cause: pid, tid, notRestored
├─ HostFileError      HOST_FILE_UNREADABLE   a file of /proc or /sys that every Linux has: path
└─ AddonError         ADDON_UNAVAILABLE      no compiled addon for this platform, or it does not load: path

Without `node:*`, as the mask syntax throws from here too.
*/

/** Everything this package refuses; `code` tells the cases apart. */
export abstract class CpuAffinityError extends Error {
  abstract readonly code:
    | 'CPU_MASK_INVALID'
    | 'CPU_LIST_INVALID'
    | 'THREAD_ID_INVALID'
    | AffinityErrorCode
    | 'PLAN_INVALID'
    | 'PROCESS_GONE'
    | PinningErrorCode
    | 'HOST_FILE_UNREADABLE'
    | 'ADDON_UNAVAILABLE';
}

/** A text that is no CPU mask. */
export class CpuMaskError extends CpuAffinityError {
  override readonly code = 'CPU_MASK_INVALID';
  /** The whole text. */
  readonly mask: string;
  /** Where in the text, counted from 0; its length for an end that came too early. */
  readonly position: number;

  static {
    this.prototype.name = 'CpuMaskError';
  }

  constructor(mask: string, position: number, problem: string) {
    super(`CPU mask ${JSON.stringify(shortened(mask))}, position ${position}: ${problem}`);
    this.mask = mask;
    this.position = position;
  }
}

/** Numbers that cannot be CPUs; the kernel was not asked. */
export class CpuListError extends CpuAffinityError {
  override readonly code = 'CPU_LIST_INVALID';
  /** Which element, counted from 0; undefined where it is the list as a whole. */
  readonly index: number | undefined;

  static {
    this.prototype.name = 'CpuListError';
  }

  constructor(problem: string, index?: number) {
    super(`not a list of CPUs: ${problem}`);
    this.index = index;
  }
}

/** A number that is nobody's thread or process id; the kernel was not asked. */
export class ThreadIdError extends CpuAffinityError {
  override readonly code = 'THREAD_ID_INVALID';
  readonly tid: number;

  static {
    this.prototype.name = 'ThreadIdError';
  }

  constructor(tid: number, problem: string) {
    super(`${tid} is not the id of a thread or a process: ${problem}`);
    this.tid = tid;
  }
}

export type AffinityErrorCode = 'THREAD_GONE' | 'NOT_PERMITTED' | 'CPUS_UNUSABLE' | 'SYSTEM_CALL_FAILED';

/** CPUs on which a thread cannot run, and why. */
export interface UnusableCpus {
  readonly reason:
    | 'impossible' // the host has no such CPU, and no place for it
    | 'offline'
    | 'outside-cpuset' // of the thread's cgroup, or of one above it
    | 'unknown'; // usable by all that can be read; perhaps a kernel thread that must stay where it is
  readonly cpus: readonly number[];
}

/** The kernel refused to read or to change a thread's affinity; nothing was changed. */
export class AffinityError extends CpuAffinityError {
  override readonly code: AffinityErrorCode;
  readonly tid: number;
  readonly syscall: 'sched_setaffinity' | 'sched_getaffinity';
  /** As in errno.h: 3. */
  readonly errno: number;
  /** As in errno.h: `ESRCH`. */
  readonly errnoName: string;
  /** With `CPUS_UNUSABLE`: every CPU that was asked for, by reason; else empty. */
  readonly unusable: readonly UnusableCpus[];

  static {
    this.prototype.name = 'AffinityError';
  }

  constructor(code: AffinityErrorCode, message: string, facts: AffinityErrorFacts) {
    super(`${message}: ${facts.syscall} failed with ${facts.errnoName}`);
    this.code = code;
    this.tid = facts.tid;
    this.syscall = facts.syscall;
    this.errno = facts.errno;
    this.errnoName = facts.errnoName;
    this.unusable = facts.unusable;
  }
}

export type AffinityErrorFacts = Pick<AffinityError, 'tid' | 'syscall' | 'errno' | 'errnoName' | 'unusable'>;

/** A mask, threads and groups that do not fit together. */
export class PlanError extends CpuAffinityError {
  override readonly code = 'PLAN_INVALID';
  readonly pid: number;

  static {
    this.prototype.name = 'PlanError';
  }

  constructor(pid: number, problem: string) {
    super(`pinning of process ${pid} cannot be planned: ${problem}`);
    this.pid = pid;
  }
}

/** There is no such process, or no longer. */
export class ProcessGoneError extends CpuAffinityError {
  override readonly code = 'PROCESS_GONE';
  readonly pid: number;

  static {
    this.prototype.name = 'ProcessGoneError';
  }

  constructor(pid: number, found: string, options?: ErrorOptions) {
    super(`process ${pid} is gone: ${found}`, options);
    this.pid = pid;
  }
}

export type PinningErrorCode = 'THREAD_FOREIGN' | 'PINNING_FAILED';

/** A plan that could not be carried out; all threads have the affinity from before, except `notRestored`. */
export class PinningError extends CpuAffinityError {
  override readonly code: PinningErrorCode;
  readonly pid: number;
  /** The thread at which it failed. */
  readonly tid: number;
  /** Threads whose former affinity the kernel did not take back. */
  readonly notRestored: readonly number[];

  static {
    this.prototype.name = 'PinningError';
  }

  constructor(code: PinningErrorCode, facts: PinningErrorFacts) {
    const { pid, tid, notRestored, cause } = facts;
    const problem =
      code === 'THREAD_FOREIGN' ? 'which belongs to another process' : 'which the kernel refused';
    const left =
      notRestored.length === 0
        ? 'all its threads have their former affinity'
        : `not restored: threads ${notRestored.join(', ')}`;
    super(`pinning of process ${pid} stopped at thread ${tid}, ${problem}; ${left}`, { cause });
    this.code = code;
    this.pid = pid;
    this.tid = tid;
    this.notRestored = notRestored;
  }
}

export interface PinningErrorFacts extends Pick<PinningError, 'pid' | 'tid' | 'notRestored'> {
  readonly cause?: unknown;
}

/** A file of the kernel's that every Linux has, and this host has not. */
export class HostFileError extends CpuAffinityError {
  override readonly code = 'HOST_FILE_UNREADABLE';
  readonly path: string;

  static {
    this.prototype.name = 'HostFileError';
  }

  constructor(path: string, cause: unknown) {
    super(`${path} does not say which CPUs this host has`, { cause });
    this.path = path;
  }
}

/** The native part is not there. */
export class AddonError extends CpuAffinityError {
  override readonly code = 'ADDON_UNAVAILABLE';
  /** The file that was looked for. */
  readonly path: string;

  static {
    this.prototype.name = 'AddonError';
  }

  constructor(path: string, cause: unknown) {
    super(
      `the native addon ${path} could not be loaded; where no prebuilt one fits, compile it: ` +
        `sh ${path.replace(/prebuilds\/.*/, 'native/compile.sh')}`,
      { cause },
    );
    this.path = path;
  }
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
