import {
  CapabilityError,
  parseCapabilities,
  type HostFacts,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { fixturePaths } from './given-parameters.ts';
import type { World } from './group.ts';
import { kvmSet, NoSuchQemu } from './kvm-set.ts';

const addresses = v.object({
  4: v.optional(v.array(v.string()), []),
  6: v.optional(v.array(v.string()), []),
});
const hostCase = v.object({
  env: v.optional(
    v.object({
      interfaces: v.optional(v.record(v.string(), addresses)),
      urls: v.optional(v.record(v.string(), v.boolean()), {}),
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

/** The host of a case, as far as the checks of parameters and the command line look at it. */
export async function factsOf(given: object, kvmPath: unknown, world: World): Promise<HostFacts> {
  const { env } = v.parse(hostCase, given);
  return {
    paths: fixturePaths,
    users: Object.keys(env.users),
    ...networkFactsOf(given),
    capabilities: await capabilitiesAt(given, kvmPath, world),
  };
}

/** The interfaces of the host of a case, and what it can not reach. */
export function networkFactsOf(given: object): Required<Pick<HostFacts, 'interfaces' | 'unreachableUrls'>> {
  const { env } = v.parse(hostCase, given);
  const interfaces = Object.entries(env.interfaces ?? ordinaryInterfaces);
  return {
    unreachableUrls: Object.keys(env.urls).filter((url) => env.urls[url] === false),
    interfaces: Object.fromEntries(interfaces.map(([name, { 4: ipv4, 6: ipv6 }]) => [name, { ipv4, ipv6 }])),
  };
}

/** The QEMU at a path of the host of a case, or `undefined` where it says nothing of itself. */
export async function capabilitiesAt(
  given: object,
  kvmPath: unknown,
  world: World,
): Promise<QemuCapabilities | undefined> {
  try {
    return await capabilitiesOf(kvmSet(given, kvmPath), world);
  } catch (error) {
    if (error instanceof NoSuchQemu) return undefined;
    throw error;
  }
}

/** What a set's texts say; `undefined` where they say nothing. */
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
