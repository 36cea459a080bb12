import * as v from 'valibot';

import { valueOf } from './case-parameters.ts';
import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Answer } from './group.ts';
import { lifeMeaning, type LifeMeaning, type Seen } from './life/life-meaning.ts';
import { hotplugMeaning } from './life/hotplug-meaning.ts';
import { firstDifference } from './same-meaning.ts';
import { refusedFor, type WantedDifference } from './wanted-difference.ts';

/** Where what is done beside the command line is meant to be otherwise, by starts, stops and questions. */
export const wantedOfLife: readonly WantedDifference[] = [
  {
    where: { group: 'start', when: isForWholeGuest },
    instead: isLifeBut(withEveryThreadPinned),
    reason:
      'one mask is for the whole guest, so kvmkit pins every thread, and Ganeti only the main thread, which runs no vCPU',
  },
  {
    where: { group: 'start', when: ({ hvparams }) => leavesVcpuOut(valueOf(hvparams, 'cpu_mask')) },
    instead: refusedFor('hvparams.cpu_mask'),
    reason: 'a thread has to run somewhere: a vCPU without CPUs is refused before QEMU is started',
  },
  {
    where: { group: 'start', when: hasDiskOfNoHost },
    instead: refusedFor('disks.link'),
    reason: 'a disk that is not there is missed before QEMU is started, and not by QEMU',
  },
  {
    where: { group: 'start', flag: 'ganeti-bug:keyerror' },
    instead: (answer, recorded) => recorded.python_error === true && runsAsNumber(answer),
    reason: 'a uid of the pool needs no entry in the table of users: QEMU takes numbers',
  },
  {
    where: { group: 'stop' },
    instead: isEndOfAll,
    reason:
      'a stop ends the guest, takes its NICs down and removes its files, and Ganeti only asks the guest or kills it',
  },
  {
    where: { group: 'stop', when: ({ stop }) => valueOf(stop, 'force') !== true },
    instead: (answer, recorded) =>
      /error executing the system_powerdown/.test(recorded.error ?? '') && leavesNothing(answer),
    reason:
      'a power button that QEMU refuses to press is no reason not to stop: what else ends a guest is left',
  },
  {
    where: { group: 'stop', when: ({ stop }) => Number.isInteger(valueOf(stop, 'timeout')) },
    instead: (answer, recorded) => recorded.error_type === 'AssertionError' && leavesNothing(answer),
    reason: 'a guest may be given time however its stop is asked for, where an assertion of Ganeti’s fails',
  },
  {
    where: { group: 'stop', when: ({ stop }) => typeof valueOf(stop, 'name') === 'string' },
    instead: (answer, recorded) => recorded.error !== undefined && leavesNothing(answer),
    reason: 'a name is enough to stop an instance, be it by force or not',
  },
  ...['stop', 'reboot'].map((group) => ({
    where: { group, when: ({ env }: ConformanceCase) => valueOf(env, 'unkillable') === true },
    instead: refusedFor('STOP_FAILED'),
    reason: 'a guest that outlives all that ends guests was not stopped, and whoever asked for it is told so',
  })),
  {
    where: { group: 'reboot' },
    instead: isLifeBut(withNicsTakenDown),
    reason: 'NICs are taken down when their guest is gone, and the next one’s are connected anew',
  },
  {
    where: { group: 'reboot', when: ({ startup_paused: paused }) => paused === true },
    instead: isLifeBut((theirs, ours) => running(withNicsTakenDown(theirs, ours))),
    reason: 'a guest that was once started frozen is not for that left frozen by each reboot',
  },
  {
    where: { group: 'reboot' },
    instead: (answer, recorded) =>
      /error executing the system_powerdown/.test(recorded.error ?? '') && answer.kind === 'result',
    reason:
      'a power button that QEMU refuses to press is no reason not to reboot: what else ends a guest is left',
  },
  {
    where: { group: 'cleanup' },
    instead: isLifeBut(withNicsTakenDown),
    reason: 'NICs are taken down when their guest is gone, and the next one’s are connected anew',
  },
  {
    where: { group: 'hotplug' },
    instead: isHotplugBut((theirs) => theirs),
    reason:
      'an image that can not be written is refused when a disk is added, as it is when a guest is started, where QEMU would open it for reading and say nothing',
  },
  {
    where: { group: 'hotplug', when: ({ hotplug }) => valueOf(hotplug, 'action') === 'hotremove' },
    instead: isHotplugBut(withNicTakenOut),
    reason:
      'a NIC that is taken out of a guest is taken down on the host too, and later ones are numbered anew',
  },
  {
    where: { group: 'hotplug', when: ({ hotplug }) => valueOf(hotplug, 'action') === 'hotadd' },
    instead: (answer, recorded) =>
      /should have been added but is missing/.test(recorded.error ?? '') && answer.kind === 'result',
    reason:
      'a device is looked for among QEMU’s objects by the id that it has, where Ganeti computes another or looks where SCSI disks have none, and misses it',
  },
  {
    where: { group: 'hotplug', when: ({ hotplug }) => valueOf(hotplug, 'action') === 'hotadd' },
    instead: isHotplugBut(withTruth),
    reason: 'whether a NIC has several queues is a boolean in QMP, and QEMU 10 refuses Ganeti’s text',
  },
  {
    where: {
      group: 'hotplug',
      when: ({ env }) => JSON.stringify(env ?? {}).includes('DEVICE_UNPLUG_GUEST_ERROR'),
    },
    instead: (answer, recorded) =>
      (recorded.error ?? '').startsWith('DEVICE_UNPLUG_GUEST_ERROR') && answer.kind === 'result',
    reason:
      'an event that tells of another device’s path is no refusal of this one, which QEMU has not any more',
  },
  {
    where: { group: 'hotplug', when: ({ hotplug }) => valueOf(hotplug, 'action') === 'hotremove' },
    instead: (answer, recorded) =>
      /should have been removed but is still there/.test(recorded.error ?? '') && answer.kind === 'result',
    reason:
      'that a device is gone is told by its event, which comes when all of it is, and not asked of the PCI bus',
  },
  {
    where: { group: 'hotplug', when: ({ hotplug }) => isOfDisk(hotplug, 'hotmod') },
    instead: (answer, recorded) =>
      recorded.error === undefined && answer.kind === 'refusal' && answer.rule === 'HOTPLUG_UNSUPPORTED',
    reason: 'what of a disk can not be changed is refused, where Ganeti says nothing and does nothing',
  },
  {
    where: { group: 'hotplug', when: ({ hotplug }) => valueOf(hotplug, 'action') === 'hotmod' },
    instead: hasDevicesOf,
    reason:
      'how a NIC is connected is changed on the host: only for another MAC is it taken out and put in again',
  },
  {
    where: { group: 'finsrc', when: ({ success }) => success === true },
    instead: isLifeBut((theirs, ours) => withNicsTakenDown(alreadyEnded(theirs, ours), ours)),
    reason:
      'the NICs of a guest that has moved away are taken down, and a QEMU that has ended is not ended again',
  },
  {
    where: { group: 'finsrc', when: ({ success }) => success === false },
    instead: isLifeBut((theirs) => withoutCont(theirs)),
    reason: 'a guest that runs is not told to run',
  },
  {
    where: { group: 'acceptfin', when: ({ success }) => success === true },
    instead: isLifeBut(toldToRun),
    reason:
      'no QEMU starts a guest by itself: it is told to once its guest was given away, and is then connected',
  },
  {
    where: { group: 'migstatus' },
    instead: (answer, recorded) =>
      statusOf(recorded) === 'failed' && answer.kind === 'result' && statusOf(answer.result) === 'active',
    reason: 'a status that Ganeti has no word for is no end: only an end ends a migration',
  },
  {
    where: { group: 'migstatus' },
    instead: (answer, recorded) =>
      JSON.stringify(recorded).includes('postcopy_status') &&
      answer.kind === 'result' &&
      statusOf(answer.result) === 'active',
    reason:
      'asking how far a migration is changes nothing: whether it goes on as postcopy is not a question’s to decide',
  },
  {
    where: { group: 'info' },
    instead: (answer, recorded) => recorded.python_error === true && isOfRunning(answer),
    reason: 'a guest whose monitors are gone runs and is unreachable: what its record says is told of it',
  },
  {
    where: { group: 'list' },
    instead: (answer, recorded) => recorded.error !== undefined && answer.kind === 'result',
    reason: 'a guest that can not be asked, or has no pid in its file, keeps nobody from knowing the others',
  },
  {
    where: { group: 'list' },
    instead: tellsOfMore,
    reason: 'a guest that runs is told of with what it says itself, also where it has no record',
  },
];

/** Theirs, without the end of a QEMU that has ended before. */
function alreadyEnded(theirs: LifeMeaning, { seen: ours }: LifeMeaning): LifeMeaning {
  if (ours.some(([what]) => what === 'ended')) return theirs;
  return { ...theirs, seen: theirs.seen.filter(([what]) => what !== 'ended') };
}

/** Theirs, where QEMU is told to, and the script which part of a move it is. */
function toldToRun(theirs: LifeMeaning): LifeMeaning {
  const scripts = theirs.seen.map((one): Seen => {
    const [what, args, told] = one;
    return what === 'script up' ? [what, args, { ...Object(told), MIGRATION_PHASE: 'post' }] : one;
  });
  return { ...theirs, seen: [['qmp', 'cont', null], ...scripts] };
}

function withoutCont(theirs: LifeMeaning): LifeMeaning {
  return { ...theirs, seen: theirs.seen.filter(([, command]) => command !== 'cont') };
}

const ofStatus = v.looseObject({ status: v.looseObject({ status: v.string() }) });

function statusOf(result: object): string | undefined {
  const { success, output } = v.safeParse(ofStatus, result);
  return success ? output.status.status : undefined;
}

/** The answer is Ganeti's life, changed like this. */
function isLifeBut(
  change: (theirs: LifeMeaning, ours: LifeMeaning) => LifeMeaning,
): WantedDifference['instead'] {
  return (answer, recorded) => {
    if (answer.kind === 'refusal' || recorded.error !== undefined) return false;
    const ours = lifeMeaning(answer.result);
    return firstDifference(change(lifeMeaning(recorded), ours), ours) === undefined;
  };
}

/** The answer is Ganeti's hot-plug, changed like this; that images are never opened for reading only goes without saying. */
function isHotplugBut(change: (theirs: object, ours: object) => object): WantedDifference['instead'] {
  return (answer, recorded) => {
    if (answer.kind === 'refusal' || recorded.error !== undefined) return false;
    const ours = withoutAutoReadOnly(answer.result);
    return firstDifference(hotplugMeaning(change(recorded, ours)), hotplugMeaning(ours)) === undefined;
  };
}

const ofEffects = v.looseObject({ effects: v.optional(v.array(v.looseTuple([v.string()])), []) });

function withoutAutoReadOnly(result: object): object {
  const effects = v.parse(ofEffects, result).effects.map((effect) => {
    const [what, command, args] = effect;
    if (what !== 'qmp' || command !== 'blockdev-add' || typeof args !== 'object') return effect;
    return [
      what,
      command,
      Object.fromEntries(Object.entries(args ?? {}).filter(([key]) => key !== 'auto-read-only')),
    ];
  });
  return { ...result, effects };
}

/** Ours, where the script is called once more, after the back end is gone, and the files of later taps are renamed. */
function withNicTakenOut(theirs: object, ours: object): object {
  const down = v.parse(ofEffects, ours).effects.filter(([what]) => what === 'nic_script' || what === 'write');
  return { ...theirs, effects: [...v.parse(ofEffects, theirs).effects, ...down] };
}

function hasDevicesOf(answer: Answer, recorded: Recorded): boolean {
  if (answer.kind === 'refusal' || recorded.error !== undefined) return false;
  const [ours, theirs] = [answer.result, recorded].map((result) =>
    hotplugMeaning({ ...result, effects: [] }),
  );
  return firstDifference(theirs, ours) === undefined;
}

/** Theirs, where `mq` is no text. */
function withTruth(theirs: object): object {
  const effects = v.parse(ofEffects, theirs).effects.map((effect) => {
    const args = effect[2];
    if (effect[1] !== 'device_add' || typeof args !== 'object' || valueOf(args, 'mq') !== 'on') return effect;
    return [effect[0], effect[1], { ...args, mq: true }];
  });
  return { ...theirs, effects };
}

function isOfDisk(hotplug: unknown, action: string): boolean {
  return valueOf(hotplug, 'action') === action && valueOf(hotplug, 'type') === 'disk';
}

function isForWholeGuest({ hvparams }: ConformanceCase): boolean {
  const mask = valueOf(hvparams, 'cpu_mask');
  return typeof mask === 'string' && mask !== '' && mask !== 'all' && !mask.includes(':');
}

const disksOfCase = v.array(v.looseObject({ link: v.nullish(v.string()) }));

/** One that no fixture of the cases stands for. */
function hasDiskOfNoHost({ disks }: ConformanceCase): boolean {
  const { success, output } = v.safeParse(disksOfCase, disks);
  return success && output.some(({ link }) => typeof link === 'string' && !link.startsWith('@FIX@/disk/d'));
}

function leavesVcpuOut(mask: unknown): boolean {
  return typeof mask === 'string' && mask.includes(':') && mask.split(':').includes('');
}

/** Ours, where they are pinned as Ganeti's main thread is. */
function withEveryThreadPinned(theirs: LifeMeaning, { seen: ours }: LifeMeaning): LifeMeaning {
  const every = pinsIn(ours);
  const main = pinsIn(theirs.seen);
  const cpus = [...main][0]?.replace(/^4242 /, '');
  const isAlike =
    main.size === 1 && every.has(`4242 ${cpus}`) && [...every].every((pin) => pin.endsWith(` ${cpus}`));
  if (!isAlike) return theirs;
  return { ...theirs, seen: theirs.seen.map((one) => (one[0] === 'pinned' ? ['pinned', every] : one)) };
}

function pinsIn(seen: readonly Seen[]): ReadonlySet<string> {
  const pins = seen.find(([what]) => what === 'pinned')?.[1];
  return new Set(pins instanceof Set ? [...pins].map(String) : []);
}

const withArgv = v.looseObject({ argv: v.array(v.string()) });

function runsAsNumber(answer: Answer): boolean {
  const { success, output } = v.safeParse(withArgv, 'result' in answer ? answer.result : {});
  if (!success) return false;
  return /(?:-runas |\buser=)(\d+):\1(?: |,|$)/.test(output.argv.join(' '));
}

/** Each NIC that is connected was taken down before; those of a guest that is gone are told by their tap's name. */
function withNicsTakenDown(theirs: LifeMeaning, { seen: ours }: LifeMeaning): LifeMeaning {
  const downs = ours.filter(([what]) => what === 'script down');
  const firstTap = theirs.seen.findIndex(([what]) => what === 'tap');
  const at = firstTap === -1 ? theirs.seen.length : firstTap;
  return { ...theirs, seen: theirs.seen.toSpliced(at, 0, ...downs) };
}

function running(theirs: LifeMeaning): LifeMeaning {
  return { ...theirs, seen: [...theirs.seen, ['qmp', 'cont', null]] };
}

const noFiles: ReadonlySet<string> = new Set();

/** What Ganeti did, then the end where its guest still lives, and the NICs down; and nothing is left. */
function isEndOfAll(answer: Answer, recorded: Recorded): boolean {
  if (answer.kind === 'refusal' || recorded.error !== undefined) return false;
  const [theirs, ours] = [lifeMeaning(recorded), lifeMeaning(answer.result)];
  const taps = [...(theirs.files ?? [])].filter((file) => file.startsWith('tap of NIC'));
  const downs = ours.seen.filter(([what]) => what === 'script down');
  const end: Seen[] = theirs.alive === true ? [['ended']] : [];
  const expected = { ...theirs, seen: [...theirs.seen, ...end, ...downs], alive: false, files: noFiles };
  return downs.length === taps.length && firstDifference(expected, ours) === undefined;
}

function leavesNothing(answer: Answer): boolean {
  if (answer.kind === 'refusal') return false;
  const { alive, files } = lifeMeaning(answer.result);
  return alive === false && files?.size === 0;
}

const runningGuest = v.object({
  result: v.tuple([
    v.string(),
    v.pipe(v.number(), v.minValue(1)),
    v.number(),
    v.number(),
    v.literal(0),
    v.literal(0),
  ]),
});

function isOfRunning(answer: Answer): boolean {
  return answer.kind === 'result' && v.is(runningGuest, answer.result);
}

const listed = v.object({ list: v.array(v.string()), all: v.array(v.looseTuple([v.string()])) });

/** The answer has what Ganeti has, and those of its running guests of which Ganeti says no more. */
function tellsOfMore(answer: Answer, recorded: Recorded): boolean {
  const [ours, theirs] = [
    v.safeParse(listed, 'result' in answer ? answer.result : {}),
    v.safeParse(listed, recorded),
  ];
  if (!ours.success || !theirs.success) return false;
  const known = new Set(theirs.output.all.map(([name]) => name));
  const more = ours.output.all.filter(([name]) => !known.has(name));
  const expected = {
    list: new Set(theirs.output.list),
    all: new Set([...theirs.output.all, ...more].map((one) => JSON.stringify(one))),
  };
  const found = {
    list: new Set(ours.output.list),
    all: new Set(ours.output.all.map((one) => JSON.stringify(one))),
  };
  return (
    firstDifference(expected, found) === undefined &&
    more.every(([name]) => theirs.output.list.includes(name))
  );
}
