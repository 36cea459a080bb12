import { markShutdown } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

import { answerOf, type Group, type World } from '../group.ts';
import { lifeMeaning } from '../life/life-meaning.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';
import { liveInstance } from '../life/life.ts';

const stopCase = v.object({
  stop: v.optional(
    v.object({
      force: v.nullish(v.boolean()),
      retry: v.nullish(v.boolean()),
      timeout: v.nullish(v.number()),
      /** Then the instance is not given. */
      name: v.nullish(v.string()),
    }),
    {},
  ),
  shutdown_flag: v.optional(v.boolean(), false),
  stopped: v.optional(v.boolean(), false),
});

/** How long a guest of a case is waited for, which obeys at once or never. */
export const powerButtonMs = 100;

/** Stops of a running instance. */
export const stop: Group = {
  name: 'stop',
  casesAtOnce: 4,
  modes: {
    stop: {
      answer: (given, world) => answerOf(() => stopped(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      meaningOf: lifeMeaning,
    },
  },
};

async function stopped(given: object, world: World): Promise<object> {
  const { stop: asked, shutdown_flag: marked, stopped: isStopped } = v.parse(stopCase, given);
  await using life = await liveInstance(given, world);
  const { hypervisor, instance, store, qemu } = life;
  if (marked) await markShutdown(store.paths(instance.name));
  if (isStopped) await qemu.end();
  await hypervisor.stopInstance(asked.name ?? instance, {
    force: asked.force ?? false,
    retry: asked.retry ?? false,
    timeoutMs: powerButtonMs,
  });
  return { effects: life.effects.all(), alive: qemu.isAlive(), files: await life.files() };
}
