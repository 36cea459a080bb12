import { formatGanetiRuntime, GanetiRuntimeError, parseGanetiRuntime } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

import { answerOf, type Group } from '../group.ts';

const upgradeCase = v.object({ runtime: v.unknown() });

/** Runtime files of earlier versions, in today's form. */
export const upgrade: Group = {
  name: 'upgrade',
  modes: {
    upgrade_runtime: {
      answer: (given) => {
        const { runtime } = v.parse(upgradeCase, given);
        let invented = 0;
        const uuidOf = (): string => {
          invented += 1;
          return `00000000-0000-4000-8000-${String(invented).padStart(12, '0')}`;
        };
        return answerOf(
          () => {
            const text = formatGanetiRuntime(parseGanetiRuntime(JSON.stringify(runtime), { uuidOf }));
            return { runtime: JSON.parse(text) };
          },
          (error) => (error instanceof GanetiRuntimeError ? error.where : undefined),
        );
      },
    },
  },
};
