import { writeFileSync } from 'node:fs';

import type { Reporter, TestModule } from 'vitest/node';

import { closingLine, resultsOf } from './test-results.ts';

/**
 * Prints why each test was skipped and, as the very last line of the process, `N passed, N failed[, N skipped]`.
 * Where KVMKIT_TEST_RESULTS names a file, the results are written to it instead of that line, which is then left to
 * tools/checks, who has more to count.
 */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const results = resultsOf(modules, unhandledErrors);
    for (const { state, title, reason } of results.tests) {
      if (state === 'skipped') process.stdout.write(`skipped: ${title}: ${reason ?? 'no reason given'}\n`);
    }
    const file = process.env['KVMKIT_TEST_RESULTS'];
    if (file === undefined) process.once('exit', () => process.stdout.write(closingLine(results.counts)));
    else writeFileSync(file, JSON.stringify(results));
  }
}
