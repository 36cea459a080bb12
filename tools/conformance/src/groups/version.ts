import { CapabilityError, parseKvmVersion } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { answerOf, rulesByPattern, type Group } from '../group.ts';

const versionCase = v.object({ set: v.optional(v.string()), text: v.optional(v.string(), '') });

/** The version of a QEMU, from what its help begins with. */
export const version: Group = {
  name: 'version',
  modes: {
    parse_kvm_version: {
      answer: async (given, world) => {
        const { set, text } = v.parse(versionCase, given);
        const help = set === undefined ? text : (await world.qemuTexts(set)).help;
        return answerOf(
          () => {
            const { text: written, major, minor, micro } = parseKvmVersion(help);
            return { result: [written, major, minor, micro] };
          },
          (error) => (error instanceof CapabilityError ? 'no version' : undefined),
        );
      },
      ruleOf: rulesByPattern([[/^Unable to get KVM version/, 'no version']]),
    },
  },
};
