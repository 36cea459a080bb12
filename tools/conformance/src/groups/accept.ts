import { GanetiRuntimeError, importGanetiRuntime } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

import { argvMeaning, withoutIncoming } from '../argv-meaning.ts';
import { factsOf } from '../case-host.ts';
import { instanceOf } from '../command-line-case.ts';
import { givenParameters, placed } from '../given-parameters.ts';
import { answerOf, type Group, type World } from '../group.ts';
import {
  capabilitiesIn,
  commandLineOn,
  executionOf,
  ruleOfCommandLine,
  ruleOfStart,
  runtimeOf,
  tapsOf,
} from '../pure-start.ts';
import { argvOrRefusal, withArgv } from '../recorded-argv.ts';

const acceptCase = v.object({
  accept: v.looseObject({
    source_hvparams: v.optional(v.record(v.string(), v.unknown()), {}),
    source_kvm: v.optional(v.string()),
    /** A runtime of an older Ganeti. */
    info: v.optional(v.unknown()),
  }),
  env: v.optional(v.record(v.string(), v.unknown()), {}),
});

/*
The argv of the side that receives a guest, whose machine the sender has built. Frozen it is always, and where the
state comes from it is told over QMP (`-incoming defer`): that and what is done beside the argv is not compared here.
*/
export const accept: Group = {
  name: 'accept',
  modes: {
    accept: {
      answer: (given, world) =>
        answerOf(async () => ({ argv: await argvOfReceiver(given, world) }), ruleOfReceiver),
      ruleOf: ruleOfStart,
      partOf: argvOrRefusal(ruleOfStart),
      meaningOf: (result) => withoutIncoming(argvMeaning(v.parse(withArgv, result).argv)),
    },
  },
};

function ruleOfReceiver(error: Error): string | undefined {
  return error instanceof GanetiRuntimeError ? error.where : ruleOfCommandLine(error);
}

async function argvOfReceiver(given: object, world: World): Promise<readonly string[]> {
  const { accept: asked, env } = v.parse(acceptCase, given);
  const sender =
    asked.source_kvm === undefined ? given : { ...given, env: { ...env, kvm: asked.source_kvm } };
  const { kvm_path: kvmPath } = givenParameters(given);
  const facts = await factsOf(given, placed(kvmPath), world);
  const receives = await executionOf(given, instanceOf(given), facts);
  if (asked.info !== undefined) {
    const { runtime } = importGanetiRuntime(placedText(asked.info), { hvparams: instanceOf(given).hvparams });
    const taps = tapsOf(runtime.instance, capabilitiesIn(facts));
    return commandLineOn(runtime, { ...receives, taps, incoming: 'defer' }, capabilitiesIn(facts));
  }
  const sent = instanceOf(given, asked.source_hvparams);
  const sentFrom = capabilitiesIn(await factsOf(sender, sent.hvparams.kvm_path, world));
  const runtime = runtimeOf(sent, sentFrom);
  return commandLineOn(runtime, { ...receives, incoming: 'defer' }, capabilitiesIn(facts));
}

function placedText(info: unknown): string {
  return String(placed(JSON.stringify(info)));
}
