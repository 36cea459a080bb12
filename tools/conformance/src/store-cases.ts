import * as v from 'valibot';

import type { ConformanceCase } from './conformance-case.ts';

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
