import * as v from 'valibot';

import { specificationOf } from '../command-line-case.ts';
import { answerOf, type Group, type World } from '../group.ts';
import { lifeMeaning } from '../life/life-meaning.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';
import { liveInstance } from '../life/life.ts';
import { powerButtonMs } from './stop.ts';

const rebootCase = v.object({
  /** What the instance's parameters have become since its start. */
  new_hvparams: v.optional(v.record(v.string(), v.unknown()), {}),
  stopped: v.optional(v.boolean(), false),
});

/** Reboots of a running instance. */
export const reboot: Group = {
  name: 'reboot',
  casesAtOnce: 4,
  modes: {
    reboot: {
      answer: (given, world) => answerOf(() => rebooted(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      meaningOf: lifeMeaning,
    },
  },
};

async function rebooted(given: object, world: World): Promise<object> {
  await using life = await liveInstance(given, world);
  const { new_hvparams: changed, stopped } = v.parse(rebootCase, life.given);
  if (stopped) await life.qemu.end();
  const now = specificationOf(life.given, changed);
  await life.hypervisor.rebootInstance(now, { timeoutMs: powerButtonMs });
  return { argv: life.argv(), effects: await life.effectsSoFar() };
}
