import { contractRules, type OpenedStore } from './rules.ts';

export interface ContractOptions {
  /** Opens an empty store; once for each rule. */
  readonly open: () => OpenedStore | Promise<OpenedStore>;
  /** Declares a test: that of `node:test`, `vitest`, or whatever takes a title and a function. */
  readonly test: (title: string, check: () => Promise<void>) => unknown;
  /**
   * How long the store may take to tell of a change.
   * @default 10 000
   */
  readonly deadlineMs?: number;
}

/** Declares a test for every rule that a {@link RuntimeStore} keeps to. */
export function runtimeStoreContract({ open, test, deadlineMs = 10_000 }: ContractOptions): void {
  for (const { title, check } of contractRules) {
    test(title, async () => {
      const opened = await open();
      try {
        await check(opened, deadlineMs);
      } finally {
        await opened.close?.();
      }
    });
  }
}
