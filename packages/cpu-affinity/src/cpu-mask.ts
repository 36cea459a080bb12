import { checkCpus, highestCpu } from './cpu-list.ts';
import { CpuMaskError } from './errors.ts';

/** Ranges may overlap, so a short text can mean any number of CPUs. */
const longestList = highestCpu + 1;

/**
 * Parses one CPU mask, numbers and ranges: `"0-2,4"` is `[0, 1, 2, 4]`, `""` is `[]`.
 *
 * Order and duplicates stay as written. The kernel's own lists (`/sys/devices/system/cpu/online`, less the line's
 * end) have this syntax too.
 *
 * @throws {CpuMaskError} `CPU_MASK_INVALID`, with the position
 */
export function parseCpuMask(mask: string): number[] {
  return readCpuMask(checkText(mask), 0, mask.length);
}

/**
 * Prints CPUs as a mask, runs of ascending numbers as ranges: `[0, 1, 2, 4]` is `"0-2,4"`; `parseCpuMask` reads the
 * same list from it.
 * @throws {CpuListError} `CPU_LIST_INVALID`
 */
export function formatCpuMask(cpus: readonly number[]): string {
  checkCpus(cpus);
  const ranges: { first: number; last: number }[] = [];
  for (const cpu of cpus) {
    const range = ranges.at(-1);
    if (range?.last === cpu - 1) range.last = cpu;
    else ranges.push({ first: cpu, last: cpu });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

export function checkText(mask: string): string {
  // Callers in JavaScript may hand over anything.
  if (typeof mask !== 'string') throw new TypeError(`mask is ${typeof mask}, expected a string`);
  return mask;
}

/** The part of a text from one position to another (excluded) as a mask of its own. */
export function readCpuMask(mask: string, from: number, to: number): number[] {
  if (from === to) return [];
  const cpus: number[] = [];
  for (let position = from; ;) {
    const first = readCpu(mask, position, to);
    const last = mask[first.end] === '-' ? readCpu(mask, first.end + 1, to) : first;
    if (last.cpu < first.cpu)
      throw new CpuMaskError(mask, position, `the range ${first.cpu}-${last.cpu} runs backwards`);
    if (cpus.length + last.cpu - first.cpu >= longestList)
      throw new CpuMaskError(mask, position, `a list has at most ${longestList} CPUs`);
    for (let cpu = first.cpu; cpu <= last.cpu; cpu += 1) cpus.push(cpu);
    if (last.end === to) return cpus;
    if (mask[last.end] !== ',')
      throw new CpuMaskError(mask, last.end, problemAfter(mask, last.end, last !== first));
    position = last.end + 1;
  }
}

function readCpu(mask: string, from: number, to: number): { readonly cpu: number; readonly end: number } {
  let end = from;
  while (end < to && isDigit(mask.charCodeAt(end))) end += 1;
  if (end === from) {
    const found = from === to ? 'nothing' : JSON.stringify(mask[from]);
    throw new CpuMaskError(mask, from, `expected the number of a CPU, found ${found}`);
  }
  const cpu = Number(mask.slice(from, end));
  if (cpu > highestCpu) throw new CpuMaskError(mask, from, `the number of a CPU is at most ${highestCpu}`);
  return { cpu, end };
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function problemAfter(mask: string, position: number, isRange: boolean): string {
  if (isRange && mask[position] === '-') return 'a range has one hyphen';
  return `expected ${isRange ? '' : '"-", '}"," or the end, found ${JSON.stringify(mask[position])}`;
}
