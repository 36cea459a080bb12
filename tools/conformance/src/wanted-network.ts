import * as v from 'valibot';

import type { Recorded } from './conformance-case.ts';
import type { Answer } from './group.ts';
import { firstDifference } from './same-meaning.ts';
import type { WantedDifference } from './wanted-difference.ts';

/** Where the network of instances is meant to be otherwise. */
export const wantedOfNetwork: readonly WantedDifference[] = [
  {
    where: { group: 'nicscript' },
    instead: isToldTheAction,
    reason: 'a script is told ACTION, as by Ganeti HEAD, for it connects NICs and takes them down',
  },
];

const scriptRuns = v.looseObject({
  effects: v.array(v.tuple([v.literal('nic_script'), v.array(v.string()), v.record(v.string(), v.string())])),
});

/** The answer is Ganeti's, and ACTION to every script. */
function isToldTheAction(answer: Answer, recorded: Recorded): boolean {
  const { success, output } = v.safeParse(scriptRuns, recorded);
  if (!success || answer.kind === 'refusal') return false;
  const effects = output.effects.map(([what, args, told]) => [what, args, { ...told, ACTION: 'up' }]);
  return firstDifference({ ...output, effects }, answer.result) === undefined;
}
