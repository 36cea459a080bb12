import {
  CapabilityError,
  parseCapabilities,
  validateParameters,
  type HostFacts,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { fixturePaths, givenParameters } from '../given-parameters.ts';
import { answerOf, type Group, type World } from '../group.ts';
import { kvmSet } from '../kvm-set.ts';
import { ruleOfOurs, ruleOfParameter } from '../parameter-rules.ts';

const addresses = v.object({
  4: v.optional(v.array(v.string()), []),
  6: v.optional(v.array(v.string()), []),
});
const hostCase = v.object({
  env: v.optional(
    v.object({
      interfaces: v.optional(v.record(v.string(), addresses)),
      users: v.optional(v.record(v.string(), v.number()), { nobody: 65_534, kvmuser: 1001 }),
    }),
    {},
  ),
});

// What the host of a case has that says nothing of them.
const ordinaryInterfaces: Readonly<Record<string, v.InferOutput<typeof addresses>>> = {
  lo: { 4: ['127.0.0.1'], 6: ['::1'] },
  eth0: { 4: ['192.0.2.10', '192.0.2.11'], 6: ['2001:db8::10'] },
  eth4only: { 4: ['198.51.100.4'], 6: [] },
  eth6only: { 4: [], 6: ['2001:db8::6'] },
  ethnone: { 4: [], 6: [] },
};

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

async function factsOf(given: object, kvmPath: unknown, world: World): Promise<HostFacts> {
  const { env } = v.parse(hostCase, given);
  const interfaces = Object.entries(env.interfaces ?? ordinaryInterfaces);
  return {
    paths: fixturePaths,
    users: Object.keys(env.users),
    interfaces: Object.fromEntries(interfaces.map(([name, { 4: ipv4, 6: ipv6 }]) => [name, { ipv4, ipv6 }])),
    capabilities: await capabilitiesOf(kvmSet(given, kvmPath), world),
  };
}

async function capabilitiesOf(set: string, world: World): Promise<QemuCapabilities | undefined> {
  const texts = await world.qemuTexts(set);
  if (texts.isBroken) return undefined;
  try {
    return parseCapabilities(texts);
  } catch (error) {
    if (error instanceof CapabilityError) return undefined;
    throw error;
  }
}
