import { knownIntegers } from './known-integers.ts';
import { knownNames } from './known-names.ts';
import { knownSplits, type Split } from './known-splits.ts';

/** What people know of QAPI, and QEMU does not tell. */
export interface Knowledge {
  readonly names: Readonly<Record<string, string>>;
  readonly integers: KnownIntegers;
  readonly splits: readonly Split[];
}

/** By type: the members that may be beyond 2^53, and those that cannot, each a list with blanks between. */
export type KnownIntegers = Readonly<Record<string, { readonly wide?: string; readonly narrow?: string }>>;

export const knowledge: Knowledge = { names: knownNames, integers: knownIntegers, splits: knownSplits };
