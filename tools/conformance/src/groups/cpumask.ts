import { CpuMaskError, parseCpuMask, parseMultiCpuMask } from '@kvmkit/cpu-affinity/mask';
import * as v from 'valibot';

import { answerOf, rulesByPattern, type Group } from '../group.ts';

const maskCase = v.object({ mask: v.string() });

// One rule for all that is no mask: which of several faults is met first depends on how one reads.
const notAMask = 'not a mask';
const ruleOf = rulesByPattern([[/^Invalid CPU ID /, notAMask]]);

/** CPU masks as text: one, and one for each vCPU. */
export const cpumask: Group = {
  name: 'cpumask',
  modes: {
    parse_cpu_mask: {
      answer: (given) => {
        const { mask } = v.parse(maskCase, given);
        return answerOf(() => ({ result: parseCpuMask(mask) }), ruleOfOurs);
      },
      ruleOf,
    },
    parse_multi_cpu_mask: {
      answer: (given) => {
        const { mask } = v.parse(maskCase, given);
        return answerOf(() => ({ result: parseMultiCpuMask(mask).map(asRecorded) }), ruleOfOurs);
      },
      ruleOf,
    },
  },
};

/** Ganeti writes `all` as a CPU that there is not. */
function asRecorded(selection: 'all' | readonly number[]): readonly number[] {
  return selection === 'all' ? [-1] : selection;
}

function ruleOfOurs(error: Error): string | undefined {
  return error instanceof CpuMaskError ? notAMask : undefined;
}
