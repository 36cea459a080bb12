import * as v from 'valibot';

import { givenParameters } from '../given-parameters.ts';
import { answerOf, type Group, type World } from '../group.ts';
import { ruleOfLife } from '../life/life-rules.ts';
import { openLife } from '../life/life.ts';

const verifyCase = v.object({
  hvparams: v.optional(v.record(v.string(), v.unknown())),
  default_kvm_path: v.optional(v.string()),
});
const verifyResult = v.object({ result: v.nullable(v.string()) });

/** Whether guests can run on a host. */
export const verify: Group = {
  name: 'verify',
  modes: {
    verify: {
      answer: (given, world) => answerOf(() => verified(given, world), ruleOfLife),
      // In each side's own words: what has a problem is compared.
      meaningOf: (result) => {
        const { result: problems } = v.parse(verifyResult, result);
        return problems === null ? null : new Set(problems.split('; ').map(subjectOf));
      },
    },
  },
};

async function verified(given: object, world: World): Promise<object> {
  // The host of these cases has this QEMU alone.
  const env = { kvm: { paths: { '@FIX@/bin/kvm': '7.2' } } };
  await using life = await openLife({ ...given, env }, world);
  const { hvparams, default_kvm_path: kvmPath } = v.parse(verifyCase, life.given);
  const asked = hvparams === undefined ? {} : givenParameters(life.given);
  return { result: await life.hypervisor.verify(kvmPath === undefined ? asked : { ...asked, kvmPath }) };
}

function subjectOf(problem: string): string {
  return /^(?:QEMU: |The KVM binary )/.test(problem) ? 'QEMU' : problem;
}
