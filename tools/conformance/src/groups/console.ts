import { InstanceNameError } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

import { answerOf, type Group, type World } from '../group.ts';
import { ruleOfLife } from '../life/life-rules.ts';
import { openLife } from '../life/life.ts';

const consoleCase = v.object({
  ssh_port: v.optional(v.number(), 22),
  node: v.optional(v.string(), 'node1.example.com'),
});

/** How a person gets at the console of an instance. */
export const consoles: Group = {
  name: 'console',
  modes: {
    console: {
      answer: (given, world) =>
        answerOf(
          () => consoleOf(given, world),
          (error) => (error instanceof InstanceNameError ? 'name' : ruleOfLife(error)),
        ),
    },
  },
};

async function consoleOf(given: object, world: World): Promise<object> {
  const { ssh_port: sshPort, node: host } = v.parse(consoleCase, given);
  await using life = await openLife(given, world);
  // A command over SSH says nothing of the UUID, and one case has none that is one.
  const instance = { ...life.instance, uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11' };
  const wrapper = '@PKGLIB@/tools/kvm-console-wrapper';
  const found = await life.hypervisor.getInstanceConsole(instance, { host, sshPort, wrapper });
  return { console: JSON.parse(JSON.stringify(found).replaceAll(life.store.root, '@RUN@/kvm-hypervisor')) };
}
