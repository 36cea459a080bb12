import { CpuMaskError, PlanError, planPinning, type PinningPlan } from '@kvmkit/cpu-affinity';
import * as v from 'valibot';

import { answerOf, rulesByPattern, type Group } from '../group.ts';

const affinityCase = v.object({
  mask: v.string(),
  /** The tid of each vCPU, by its index. */
  threads: v.optional(v.record(v.string(), v.number()), {}),
  env: v.optional(v.object({ cpu_count: v.optional(v.number(), 4) }), {}),
});
const affinityEffects = v.looseObject({ effects: v.optional(v.array(v.unknown()), []) });

/** The recorded process; its main thread has the same number. */
const pid = 4242;

/** Which thread of a guest is pinned to which CPUs. */
export const affinity: Group = {
  name: 'affinity',
  modes: {
    affinity: {
      answer: (given) => {
        const { mask, threads, env } = v.parse(affinityCase, given);
        const vcpuThreads = Object.keys(threads)
          .sort((a, b) => Number(a) - Number(b))
          .flatMap((index) => threads[index] ?? []);
        const hostCpus = Array.from({ length: env.cpu_count }, (_, cpu) => cpu);
        return answerOf(() => {
          const plan = planPinning({ pid, mask, vcpuThreads, hostCpus });
          return { ok: true, effects: effectsOf(plan, [pid, ...vcpuThreads]) };
        }, ruleOfOurs);
      },
      ruleOf: rulesByPattern([[/^Invalid CPU ID /, 'not a mask']]),
      // Threads are pinned in no particular order.
      meaningOf: (result) => {
        const { effects, ...rest } = v.parse(affinityEffects, result);
        return { ...rest, effects: new Set(effects.map((effect) => JSON.stringify(effect))) };
      },
    },
  },
};

/** What applying the plan does to the threads that the case knows. */
function effectsOf(plan: PinningPlan, tids: readonly number[]): unknown[] {
  const named = new Set([...plan.threads.map(({ tid }) => tid), ...plan.untouched]);
  const { otherCpus } = plan;
  const others = otherCpus === undefined ? [] : tids.filter((tid) => !named.has(tid));
  return [
    ...plan.threads.map(({ tid, cpus }) => ['affinity', tid, cpus]),
    ...others.map((tid) => ['affinity', tid, otherCpus]),
  ];
}

function ruleOfOurs(error: Error): string | undefined {
  if (error instanceof CpuMaskError) return 'not a mask';
  return error instanceof PlanError ? 'mask and vCPUs do not fit' : undefined;
}
