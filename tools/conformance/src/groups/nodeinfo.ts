import * as v from 'valibot';

import { givenParameters } from '../given-parameters.ts';
import { answerOf, type Group, type World } from '../group.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';
import { openLife } from '../life/life.ts';

const nodeCase = v.object({
  hvparams: v.optional(v.record(v.string(), v.unknown())),
  env: v.optional(
    v.looseObject({ kvm: v.optional(v.unknown(), '7.2'), default_kvm: v.optional(v.string()) }),
    {},
  ),
});
const nodeResult = v.object({ result: v.record(v.string(), v.unknown()) });

/** What a host has to give to guests. */
export const nodeinfo: Group = {
  name: 'nodeinfo',
  modes: {
    get_node_info: {
      answer: (given, world) => answerOf(() => infoOf(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      // Under the names that are Ganeti's; kvmkit has others too.
      meaningOf: (result) =>
        Object.fromEntries(
          Object.entries(v.parse(nodeResult, result).result).filter(([key]) => key.includes('_')),
        ),
    },
  },
};

async function infoOf(given: object, world: World): Promise<object> {
  const { hvparams, env } = v.parse(nodeCase, given);
  const kvm = hvparams === undefined ? (env.default_kvm ?? env.kvm) : env.kvm;
  await using life = await openLife({ ...given, env: { ...env, kvm } }, world);
  const asked = hvparams === undefined ? {} : givenParameters(life.given);
  return { result: await life.hypervisor.getNodeInfo(asked) };
}
