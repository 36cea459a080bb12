import { defaultMachineType, parseCapabilities } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import type { Group } from '../group.ts';

const machineCase = v.object({
  text: v.optional(v.string()),
  env: v.optional(v.object({ kvm: v.optional(v.string(), '7.2') }), {}),
});

/** The machine of a guest that asks for none. */
export const machine: Group = {
  name: 'machine',
  modes: {
    default_machine_version: {
      answer: async (given, world) => {
        const { text, env } = v.parse(machineCase, given);
        const machines = text ?? (await world.qemuTexts(env.kvm)).machines;
        const capabilities = parseCapabilities({ help: 'QEMU 7.2', machines, devices: '' });
        return { kind: 'result', result: { result: defaultMachineType(capabilities) } };
      },
    },
  },
};
