import * as v from 'valibot';

import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Answer } from './group.ts';
import { firstDifference } from './same-meaning.ts';

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

const runtime = v.object({
  runtime: v.tuple([
    v.array(v.union([v.string(), v.number()])),
    v.unknown(),
    v.record(v.string(), v.unknown()),
    v.unknown(),
  ]),
});

/** Whether the answer is Ganeti's after the two upgrades that it does not always do. */
export function isUpgradedThroughout(answer: Answer, recorded: Recorded): boolean {
  const { success, output } = v.safeParse(runtime, recorded);
  if (answer.kind === 'refusal' || !success) return false;
  const [command, nics, hvparams, disks] = output.runtime;
  const chroot = command.indexOf('-chroot');
  const discard = hvparams['disk_discard'];
  const upgraded = [
    chroot === -1 ? command : command.toSpliced(chroot, 2),
    nics,
    discard === undefined || discard === 'unmap' ? hvparams : { ...hvparams, disk_discard: 'ignore' },
    disks,
  ];
  return firstDifference({ ...recorded, runtime: upgraded }, answer.result) === undefined;
}

const old = v.object({
  runtime: v.union([
    v.strictTuple([v.unknown(), v.unknown(), v.unknown()]),
    v.tuple([
      v.unknown(),
      v.unknown(),
      v.unknown(),
      v.pipe(
        v.array(v.looseTuple([v.record(v.string(), v.unknown())])),
        v.someItem(([disk]) => !('uuid' in disk)),
      ),
    ]),
  ]),
});

/** Whether a runtime has no list of disks, or a disk no UUID. */
export function lacksWhatOldVersionsLack(asked: ConformanceCase): boolean {
  return v.is(old, asked);
}
