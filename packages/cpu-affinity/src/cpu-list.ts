import { CpuListError } from './errors.ts';

/**
 * The highest number that is taken for a CPU. The largest kernels end at 8191 (NR_CPUS on x86-64); without a bound a
 * few characters of a mask could ask for all memory.
 */
export const highestCpu = 65_535;

/**
 * Refuses what cannot be CPUs; duplicates are no mistake, as in a mask of bits.
 * @throws {CpuListError} `CPU_LIST_INVALID`
 */
export function checkCpus(cpus: readonly number[]): void {
  if (!Array.isArray(cpus)) throw new TypeError(`cpus is ${typeof cpus}, expected an array of numbers`);
  for (let index = 0; index < cpus.length; index += 1) {
    // Callers in JavaScript may hand over anything.
    const cpu: unknown = cpus[index];
    if (typeof cpu !== 'number') throw new TypeError(`cpus[${index}] is ${typeof cpu}, expected a number`);
    if (Number.isInteger(cpu) && cpu >= 0 && cpu <= highestCpu) continue;
    throw new CpuListError(`element ${index} is ${cpu}, expected an integer from 0 to ${highestCpu}`, index);
  }
}

/**
 * As `checkCpus`, and there must be one: a thread has to run somewhere.
 * @throws {CpuListError} `CPU_LIST_INVALID`
 */
export function checkSomeCpus(cpus: readonly number[]): void {
  checkCpus(cpus);
  if (cpus.length === 0) throw new CpuListError('it is empty, and a thread has to run somewhere');
}
