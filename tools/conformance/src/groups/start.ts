import * as v from 'valibot';

import { argvMeaning } from '../argv-meaning.ts';
import { answerOf, type Answer, type Group, type Mode, type World } from '../group.ts';
import { openLife, type Life } from '../life/life.ts';
import { lifeMeaning } from '../life/life-meaning.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';
import { argvOrRefusal, withArgv } from '../recorded-argv.ts';
import { commandLineOn, pureStart, ruleOfCommandLine, ruleOfStart } from '../pure-start.ts';

const startCase = v.object({
  startup_paused: v.optional(v.boolean(), false),
  already_running: v.optional(v.boolean(), false),
});

/** Whole starts: by the facade, on the host of the case. Ganeti's file of the runtime is compared elsewhere. */
export const startMode: Mode = {
  answer: (given, world) => answerOf(() => started(given, world), ruleOfLife),
  ruleOf: ruleOfRecordedLife,
  meaningOf: lifeMeaning,
};

/** Instances of every kind. */
export const start: Group = { name: 'start', modes: { start: startMode }, casesAtOnce: 4 };

async function started(given: object, world: World): Promise<object> {
  const { startup_paused: startupPaused, already_running: runs } = v.parse(startCase, given);
  await using life = await openLife(given, world);
  const options = { ...life.patience, startupPaused };
  if (runs) await life.hypervisor.startInstance(life.instance, options);
  life.effects.forget();
  try {
    await life.hypervisor.startInstance(life.instance, options);
  } catch (error) {
    if (!runs) await requireNothingLeft(life, error);
    throw error;
  }
  const open = life.openDescriptors();
  if (open.length > 0) throw new Error(`a start has left open: ${open.join(', ')}`);
  return { argv: life.argv(), effects: await life.effectsSoFar() };
}

/** A start that has failed leaves nothing, whatever Ganeti leaves. */
async function requireNothingLeft(life: Life, cause: unknown): Promise<void> {
  const left = await life.leftBehind();
  if (left.length > 0) throw new Error(`a failed start has left: ${left.join(', ')}`, { cause });
}

/** The same few instances on every kind of QEMU, which need not start for it. */
export const qemu: Group = {
  name: 'qemu',
  modes: {
    start: {
      answer: (given, world): Promise<Answer> =>
        answerOf(async () => {
          const { runtime, execution } = await pureStart(given, world);
          if (execution.capabilities === undefined) throw new TypeError('a start without capabilities');
          return { argv: commandLineOn(runtime, execution, execution.capabilities) };
        }, ruleOfCommandLine),
      ruleOf: ruleOfStart,
      partOf: argvOrRefusal(ruleOfStart),
      meaningOf: (result) => argvMeaning(v.parse(withArgv, result).argv),
    },
  },
};
