import { markShutdown } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

import { answerOf, type Group, type World } from '../group.ts';
import { lifeMeaning } from '../life/life-meaning.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';
import { liveInstance } from '../life/life.ts';

const cleanupCase = v.object({
  still_running: v.optional(v.boolean(), false),
  shutdown_flag: v.optional(v.boolean(), false),
});

/** Clean-ups after an instance that has ended by itself. */
export const cleanup: Group = {
  name: 'cleanup',
  casesAtOnce: 4,
  modes: {
    cleanup: {
      answer: (given, world) => answerOf(() => cleanedUp(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      meaningOf: lifeMeaning,
    },
  },
};

async function cleanedUp(given: object, world: World): Promise<object> {
  const { still_running: runs, shutdown_flag: marked } = v.parse(cleanupCase, given);
  await using life = await liveInstance(given, world);
  const { hypervisor, instance, store } = life;
  if (!runs) await life.qemu.end();
  if (marked) await markShutdown(store.paths(instance.name));
  await hypervisor.cleanupInstance(instance.name);
  return { ok: true, effects: life.effects.all(), files: await life.files() };
}
