import { forceParameterTypes } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { answerOf, type Group } from '../group.ts';
import { ruleOfOurs } from '../parameter-rules.ts';

const typesCase = v.object({ hvparams: v.unknown() });

/** Values that came as text, and the types of their parameters. */
export const types: Group = {
  name: 'types',
  modes: {
    force_types: {
      answer: (given) => {
        const { hvparams } = v.parse(typesCase, given);
        return answerOf(() => ({ hvparams: forceParameterTypes(hvparams) }), ruleOfOurs);
      },
      ruleOf: (message) => {
        const [, unknown] = /^Unknown parameter '(.*)'$/s.exec(message) ?? [];
        const [, mistyped] = /^'(.*?)' \(value .*\) is not a valid/s.exec(message) ?? [];
        if (unknown !== undefined) return `hvparams.${unknown} unknown`;
        if (mistyped !== undefined) return `hvparams.${mistyped} type`;
        return message.startsWith('Expected dictionary') ? 'hvparams type' : undefined;
      },
    },
  },
};
