import { startMemoryMiB } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import type { Group } from '../group.ts';

const memoryCase = v.object({
  // Ganeti's BEC_DEFAULTS, and the host of a case that says nothing of it; MiB.
  beparams: v.optional(
    v.object({ minmem: v.optional(v.number(), 128), maxmem: v.optional(v.number(), 128) }),
    {},
  ),
  env: v.optional(v.object({ memory_free: v.optional(v.number(), 1_048_576) }), {}),
});

/** The memory that a guest starts with. */
export const startmem: Group = {
  name: 'startmem',
  modes: {
    startup_memory: {
      answer: (given) => {
        const { beparams, env } = v.parse(memoryCase, given);
        return { kind: 'result', result: { result: startMemoryMiB(beparams, env.memory_free) } };
      },
    },
  },
};
