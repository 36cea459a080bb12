import { checkParameterSyntax } from '@kvmkit/kvm-cmdline';

import { givenParameters } from '../given-parameters.ts';
import { answerOf, type Group } from '../group.ts';
import { ruleOfOurs, ruleOfParameter } from '../parameter-rules.ts';

/** Hypervisor parameters, as far as they can be checked without a host. */
export const syntax: Group = {
  name: 'syntax',
  modes: {
    check_syntax: {
      answer: (given) =>
        answerOf(() => {
          checkParameterSyntax(givenParameters(given));
          return { ok: true };
        }, ruleOfOurs),
      ruleOf: ruleOfParameter,
    },
  },
};
