import { ClosingLine } from '@kvmkit-tools/vitest/closing-line';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'examples', 'tools/guests'],
    reporters: [['default', { summary: false }], new ClosingLine()],
    // Two cores: more workers only make each QEMU slower.
    maxWorkers: 2,
  },
});
