import { CpuListError } from './errors.ts';
import { checkText, formatCpuMask, readCpuMask } from './cpu-mask.ts';

/** The CPUs of one vCPU, or `all`: as if it were not pinned. */
export type CpuSelection = 'all' | readonly number[];

/**
 * Parses a mask for several vCPUs, separated by colons: `"0-2,4:all:3,1"` is `[[0, 1, 2, 4], 'all', [1, 3]]`.
 *
 * One part alone is for the whole guest, and `"all"` alone means pinning off. Lists are sorted and without duplicates;
 * an empty part is an empty list, which no plan accepts; `""` has no parts.
 *
 * @throws {CpuMaskError} `CPU_MASK_INVALID`, with the position in the whole text
 */
export function parseMultiCpuMask(mask: string): ('all' | number[])[] {
  if (checkText(mask) === '') return [];
  const selections: ('all' | number[])[] = [];
  let from = 0;
  for (const part of mask.split(':')) {
    const to = from + part.length;
    selections.push(part === 'all' ? 'all' : sortedUnique(readCpuMask(mask, from, to)));
    from = to + 1;
  }
  return selections;
}

/**
 * Prints selections as a mask for several vCPUs, as `parseMultiCpuMask` reads it.
 * @throws {CpuListError} `CPU_LIST_INVALID`, also for a single empty list: its text would mean no parts at all
 */
export function formatMultiCpuMask(selections: readonly CpuSelection[]): string {
  const parts = selections.map((selection) => (selection === 'all' ? 'all' : formatCpuMask(selection)));
  const mask = parts.join(':');
  if (mask === '' && parts.length > 0) throw new CpuListError('one empty list alone has no text');
  return mask;
}

function sortedUnique(cpus: readonly number[]): number[] {
  return [...new Set(cpus)].sort((a, b) => a - b);
}
