import type { RuntimeStore } from '../store-port.ts';
import { journalRules } from './journal-rules.ts';
import { lockRules } from './lock-rules.ts';
import { recordRules } from './record-rules.ts';
import { watchRules } from './watch-rules.ts';

/** A store that a rule is tried on. */
export interface OpenedStore {
  readonly store: RuntimeStore;
  /** Opens the same store once more, as another process or host would. */
  readonly again: () => RuntimeStore;
  /** Called when the rule was tried. */
  readonly close?: () => void | Promise<void>;
}

/** Something that every store must do. */
export interface ContractRule {
  /** A sentence. */
  readonly title: string;
  /** Throws where the store does not. */
  readonly check: (opened: OpenedStore, deadlineMs: number) => Promise<void>;
}

/** All of them. Errors are told apart by their `code`, so that a store may have classes of its own. */
export const contractRules: readonly ContractRule[] = [
  ...recordRules,
  ...lockRules,
  ...journalRules,
  ...watchRules,
];
