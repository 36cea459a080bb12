import { parseGuestCommandLine } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

import { rulesByPattern, type Answer, type Group } from '../group.ts';

const processCase = v.object({
  cmdline: v.optional(v.array(v.string()), []),
  alive: v.optional(v.boolean(), true),
});

/** What a process's command line says of its guest. */
export const pidinfo: Group = {
  name: 'pidinfo',
  modes: {
    pid_info: {
      answer: (given) => {
        const { cmdline, alive } = v.parse(processCase, given);
        if (!alive) return refusal('no process');
        const { name, memoryMiB = 0, vcpus = 0 } = parseGuestCommandLine(cmdline);
        if (name === undefined) return refusal('no guest');
        return { kind: 'result', result: { result: [name, memoryMiB, vcpus] } };
      },
      ruleOf: rulesByPattern([
        [/^(?:Cannot get info for|Can't open cmdline file for) pid/, 'no process'],
        [/doesn't contain a ganeti kvm instance$/, 'no guest'],
      ]),
    },
  },
};

function refusal(rule: string): Answer {
  return { kind: 'refusal', rule, message: rule };
}
