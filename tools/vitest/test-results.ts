import { relative, resolve } from 'node:path';

import type { TestModule } from 'vitest/node';

const repository = resolve(import.meta.dirname, '../..');

/** One test as it ended. */
export interface TestOutcome {
  /** From the repository's root. */
  readonly file: string;
  /** The full title, ` > ` between its parts. */
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly reason?: string | undefined;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A whole run; vitest's own JSON report leaves out why a test was skipped. */
export interface TestResults {
  readonly counts: Counts;
  readonly tests: readonly TestOutcome[];
}

/** A file that cannot be loaded and an error outside any test count as failures. */
export function resultsOf(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): TestResults {
  const tests: TestOutcome[] = [];
  let failed = unhandledErrors.length;
  for (const module of modules) {
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state, note } = { note: undefined, ...test.result() };
      tests.push({
        file: relative(repository, module.moduleId),
        title: test.fullName,
        state: state === 'pending' ? 'failed' : state,
        reason: note,
      });
    }
  }
  const count = (state: TestOutcome['state']): number => tests.filter((test) => test.state === state).length;
  return {
    counts: { passed: count('passed'), failed: failed + count('failed'), skipped: count('skipped') },
    tests,
  };
}

/** The last line of a run. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
}
