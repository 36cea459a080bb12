import { defineConfig } from 'vitest/config';

import { ClosingLine } from './tools/vitest/closing-line.ts';

export default defineConfig({
  test: {
    projects: [
      'packages/*',
      'examples',
      'tools/guests',
      'tools/conformance',
      'tools/qapi-codegen',
      'tools/qemu-versions',
      'tools/seed-table',
    ],
    reporters: [['default', { summary: false }], new ClosingLine()],
    // Two cores: more workers only make each QEMU slower.
    maxWorkers: 2,
  },
});
