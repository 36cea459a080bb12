import type { Recorded } from '../src/conformance-case.ts';
import type { Answer, Mode, World } from '../src/group.ts';
import { groups } from '../src/groups.ts';
import { judge, type Verdict } from '../src/judge.ts';
import { wanted } from '../src/wanted.ts';

/** A case of our own making. */
export interface Given {
  readonly mode: string;
  readonly [member: string]: unknown;
}

const oneQemu: World = {
  qemuTexts: () =>
    Promise.resolve({
      help: 'QEMU 11.0\n-drive [aio=io_uring]\n-run-with [chroot=dir]\n          [,user=username]\n',
      machines: '',
      devices: '',
      isBroken: false,
    }),
};

/** Puts a case of our own making to kvmkit, as if Ganeti had given this result. */
export async function verdictOn(group: string, given: Given, recorded: Recorded): Promise<Verdict> {
  return verdictOnAnswer(group, given, await answerTo(group, given, oneQemu), recorded);
}

/** What kvmkit says to a case of our own making. */
export async function answerTo(group: string, given: Given, world: World): Promise<Answer> {
  return modeOf(group, given).answer({ id: 'own', flags: [], ...given }, world);
}

/** What comes out of an answer, as if Ganeti had given this result. */
export function verdictOnAnswer(group: string, given: Given, answer: Answer, recorded: Recorded): Verdict {
  const asked = { id: 'own', flags: [], ...given };
  return judge({ group, asked, recorded }, modeOf(group, given), answer, wanted);
}

function modeOf(group: string, given: Given): Mode {
  const mode = groups.find(({ name }) => name === group)?.modes[given.mode];
  if (mode === undefined) throw new TypeError(`${group} has no mode ${given.mode}`);
  return mode;
}
