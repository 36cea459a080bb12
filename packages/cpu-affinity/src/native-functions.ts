/**
 * What the addon exports: system calls on plain numbers. Each returns its result or -errno, throws a `TypeError` for
 * an argument of the wrong type, and decides nothing.
 */
export interface NativeFunctions {
  /** `sched_getaffinity(2)`: CPU numbers, ascending. */
  readAffinity(tid: number): number[] | number;
  /** `sched_setaffinity(2)`. */
  writeAffinity(tid: number, cpus: Int32Array): number;
}
