import { markShutdown } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

import { answerOf, type Group, type World } from '../group.ts';
import { instanceTuple } from '../life/instance-tuple.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';
import { liveInstance } from '../life/life.ts';
import { recordedPid } from '../life/played-monitors.ts';

const infoCase = v.object({
  /** Its monitors have gone. */
  no_socket: v.optional(v.boolean(), false),
  stopped: v.optional(v.boolean(), false),
  shutdown_flag: v.optional(v.boolean(), false),
});
const infoResult = v.object({ result: v.nullish(v.unknown()) });

/** What is known of one instance. */
export const info: Group = {
  name: 'info',
  casesAtOnce: 4,
  modes: {
    instance_info: {
      answer: (given, world) => answerOf(() => infoOf(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      // What is asked of QEMU for it changes nothing.
      meaningOf: (result) => v.parse(infoResult, result).result ?? null,
    },
  },
};

async function infoOf(given: object, world: World): Promise<object> {
  const { no_socket: isSilent, stopped, shutdown_flag: marked } = v.parse(infoCase, given);
  await using life = await liveInstance(given, world);
  const { hypervisor, instance, store, qemu } = life;
  if (isSilent) await qemu.closeMonitors();
  if (stopped) await qemu.end();
  if (marked) await markShutdown(store.paths(instance.name));
  const found = await hypervisor.getInstanceInfo(instance.name);
  return { result: found === undefined ? null : instanceTuple(found, () => recordedPid) };
}
