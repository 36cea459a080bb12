import * as v from 'valibot';

import { argvMeaning } from '../argv-meaning.ts';
import { answerOf, type Group, type Mode } from '../group.ts';
import { argvOrRefusal, withArgv } from '../recorded-argv.ts';
import { commandLineOn, pureStart, ruleOfCommandLine, ruleOfStart } from '../pure-start.ts';

/*
A start, as far as a pure command line can answer it: the argv, or why there is none. What Ganeti does beside it
(`effects`: taps, scripts, files, QMP) and how that may fail is compared where kvmkit does it.
*/
const startMode: Mode = {
  answer: (given, world) =>
    answerOf(async () => {
      const { runtime, execution } = await pureStart(given, world);
      if (execution.capabilities === undefined) throw new TypeError('a start without capabilities');
      return { argv: commandLineOn(runtime, execution, execution.capabilities) };
    }, ruleOfCommandLine),
  ruleOf: ruleOfStart,
  partOf: argvOrRefusal(ruleOfStart),
  meaningOf: (result) => argvMeaning(v.parse(withArgv, result).argv),
};

/** Instances of every kind. */
export const start: Group = { name: 'start', modes: { start: startMode } };

/** The same few instances on every kind of QEMU. */
export const qemu: Group = { name: 'qemu', modes: { start: startMode } };
