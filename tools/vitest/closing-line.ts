import type { Reporter, TestModule } from 'vitest/node';

/**
 * Prints why each test was skipped and, as the very last line of the process, `N passed, N failed[, N skipped]`.
 * A file that cannot be loaded and an error outside any test count as failures; so do the static checks before it
 * that failed (KVMKIT_CHECKS, set by tools/checks).
 */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by tools/checks
    const checks = JSON.parse(process.env['KVMKIT_CHECKS'] ?? '{"passed":0,"failed":0}') as typeof count;
    count.passed += checks.passed;
    count.failed += checks.failed;
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'pending') count.failed += 1;
        else count[result.state] += 1;
        if (result.state === 'skipped') {
          process.stdout.write(`skipped: ${test.fullName}: ${result.note ?? 'no reason given'}\n`);
        }
      }
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    process.once('exit', () => {
      process.stdout.write(`${count.passed} passed, ${count.failed} failed${skipped}\n`);
    });
  }
}
