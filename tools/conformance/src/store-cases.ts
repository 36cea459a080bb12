import * as v from 'valibot';

import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Answer } from './group.ts';

const number = v.pipe(v.union([v.string(), v.number()]), v.transform(Number));
const release = v.object({
  op: v.literal('release'),
  uid: number,
  lockfiles: v.optional(v.array(number), []),
  env: v.optional(v.object({ uids_used: v.optional(v.array(number), []) }), {}),
});

/** Whether a uid is given back that has no lock file. */
export function releasesWhatNobodyTook(asked: ConformanceCase): boolean {
  const { success, output } = v.safeParse(release, asked);
  return success && !output.lockfiles.includes(output.uid);
}

/** Whether a uid is given back under which processes run. */
export function releasesWhatIsUsed(asked: ConformanceCase): boolean {
  const { success, output } = v.safeParse(release, asked);
  return success && output.env.uids_used.includes(output.uid);
}

/** Name, memory in MiB and vCPUs; or pid file, pid and whether it is alive. */
const guestResult = v.object({
  result: v.tuple([v.string(), v.number(), v.union([v.number(), v.boolean()])]),
});

/** What an answer says of a guest, after its name or pid file. */
export function saysOfGuest(answer: Answer): [number, number | boolean] | undefined {
  const { success, output } = v.safeParse(guestResult, 'result' in answer ? answer.result : {});
  if (!success) return undefined;
  const [, ...facts] = output.result;
  return facts;
}

/** Whether two answers are alike but for more in Ganeti's name than the name: `web1,debug-threads=on`. */
export function differsOnlyByOptionsOfName(answer: Answer, recorded: Recorded): boolean {
  const [ours, theirs] = [
    v.safeParse(guestResult, 'result' in answer ? answer.result : {}),
    v.safeParse(guestResult, recorded),
  ];
  if (!ours.success || !theirs.success) return false;
  const [name, ...facts] = ours.output.result;
  const [fullName, ...theirFacts] = theirs.output.result;
  return fullName.split(/[,=]/).includes(name) && fullName !== name && facts.join() === theirFacts.join();
}

/** Whether a pid file's content is no pid. */
export function namesNoPid(content: unknown): boolean {
  return typeof content === 'string' && !/^\s*[1-9]\d*\s*$/.test(content);
}
