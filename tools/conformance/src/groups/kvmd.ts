import * as v from 'valibot';

import { answerOf, type Group } from '../group.ts';
import { lifeMeaning } from '../life/life-meaning.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';
import { openLife } from '../life/life.ts';
import { startMode } from './start.ts';

const parameters = v.looseObject({ hvparams: v.optional(v.record(v.string(), v.unknown()), {}) });

/** That somebody watches for shutdowns by guests where an instance says so. */
export const kvmd: Group = {
  name: 'kvmd',
  casesAtOnce: 4,
  modes: {
    start: startMode,
    // kvmkit starts a watcher when it starts an instance that wants one, and at no other time.
    start_kvmd: {
      answer: (given, world) =>
        answerOf(async () => {
          const { hvparams, ...rest } = v.parse(parameters, given);
          const onFixtures = { kvm_path: '@FIX@/bin/kvm', kernel_path: '', ...hvparams };
          await using life = await openLife({ ...rest, hvparams: onFixtures }, world);
          await life.hypervisor.startInstance(life.instance, life.patience);
          return { effects: life.effects.all().filter(([what]) => what === 'daemon_util') };
        }, ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      meaningOf: lifeMeaning,
    },
  },
};
