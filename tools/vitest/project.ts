import { defineProject, type UserWorkspaceConfig } from 'vitest/config';

/** The vitest project of one package: tests run against its sources and its siblings' sources, unbuilt. */
export function projectOf(name: string): UserWorkspaceConfig {
  const conditions = ['@kvmkit/source', 'node', 'import', 'default'];
  return defineProject({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      // Real QEMUs under TCG share two cores with everything else: deadlines are for hangs, not for speed.
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  });
}
