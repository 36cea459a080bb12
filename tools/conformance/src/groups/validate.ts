import { validateParameters } from '@kvmkit/kvm-cmdline';

import { factsOf } from '../case-host.ts';
import { givenParameters } from '../given-parameters.ts';
import { answerOf, type Group } from '../group.ts';
import { ruleOfOurs, ruleOfParameter } from '../parameter-rules.ts';

/** Hypervisor parameters beside a host: what it has, and what its QEMU can do. */
export const validate: Group = {
  name: 'validate',
  modes: {
    validate: {
      answer: async (given, world) => {
        const hvparams = givenParameters(given);
        const facts = await factsOf(given, hvparams['kvm_path'], world);
        return answerOf(() => {
          validateParameters(hvparams, facts);
          return { ok: true };
        }, ruleOfOurs);
      },
      ruleOf: ruleOfParameter,
    },
  },
};
