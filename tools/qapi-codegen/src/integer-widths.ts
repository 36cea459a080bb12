import type { KnownIntegers } from './knowledge.ts';

/** Whether an integer may arrive as a bigint (`wide`), by `TYPE MEMBER`. */
export type IntegerWidths = ReadonlyMap<string, 'wide' | 'narrow'>;

export function readIntegerWidths(knownIntegers: KnownIntegers): IntegerWidths {
  const widths = new Map<string, 'wide' | 'narrow'>();
  for (const [owner, lists] of Object.entries(knownIntegers)) {
    for (const width of ['wide', 'narrow'] as const) {
      for (const member of lists[width]?.split(' ') ?? []) widths.set(`${owner} ${member}`, width);
    }
  }
  return widths;
}
