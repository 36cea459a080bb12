import * as v from 'valibot';

import {
  isBetween,
  leavesOpen,
  losesSomethingAsNumber,
  mistyped,
  runsAnotherQemu,
  setBefore5,
  setOf,
  usesIoUring,
  valueOf,
} from './case-parameters.ts';
import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Answer } from './group.ts';
import { jsonMembers } from './json-members.ts';
import { optionMembers } from './option-members.ts';
import { firstDifference } from './same-meaning.ts';
import { wantedCommandLines } from './wanted-command-lines.ts';
import { wantedOfLife } from './wanted-life.ts';
import { wantedOfNetwork } from './wanted-network.ts';
import {
  differsOnlyByOptionsOfName,
  isUpgradedThroughout,
  lacksWhatOldVersionsLack,
  namesNoPid,
  releasesWhatIsUsed,
  releasesWhatNobodyTook,
  saysOfGuest,
} from './store-cases.ts';
import { isRefusedFor, refusedFor, type WantedDifference } from './wanted-difference.ts';

/** Every difference that is meant, with its reason; all in this one file, long as it is, to be read as a list. */
export const wanted: readonly WantedDifference[] = [
  {
    where: { group: 'affinity', when: isForWholeGuest },
    instead: pinsMoreThreadsAlike,
    reason:
      'one mask is for the whole guest, so kvmkit pins every thread, and Ganeti only the main thread, which runs no vCPU',
  },
  {
    where: { group: 'affinity', when: hasEmptyPart },
    instead: refusedFor('mask and vCPUs do not fit'),
    reason: 'a thread has to run somewhere: a vCPU without CPUs is refused before any thread is moved',
  },
  {
    where: { group: 'cpumask', when: ({ mask }) => holdsMoreThanDigits(mask) },
    instead: refusedFor('not a mask'),
    reason:
      'Python reads blanks, signs, underscores and the digits of every script as part of a number, which in a mask are slips of the pen',
  },
  {
    where: { group: 'opentap', when: wantsQueuesOfKernelWithout },
    instead: refusedFor('queues'),
    reason:
      'a kernel without several queues gives one tap to the first queue and EBUSY to the next, so kvmkit refuses before it asks',
  },
  {
    where: { group: 'opentap', when: hasTooLongName },
    instead: refusedFor('name'),
    reason: 'the kernel cuts a name after 15 bytes, so the tap would not be the one that was asked for',
  },
  {
    where: { group: 'blockdev', when: (asked) => /\[\{|gluster:/.test(JSON.stringify(asked)) },
    instead: isAlikeButForLists,
    reason: 'a list of servers is written as QEMU takes it, and not as Python prints it',
  },
  {
    where: { group: 'blockdev', flag: 'ganeti-bug:comma-escaping' },
    instead: (answer) => answer.kind === 'result',
    reason: 'a comma is part of the value that it stands in, where Ganeti ends the value there',
  },
  {
    where: { group: 'uri', when: ({ uri }) => typeof uri === 'string' && uri.endsWith('\n') },
    instead: refusedFor('no storage'),
    reason: 'the end of a line is no part of the name of an image, and Python overlooks it',
  },
  {
    where: { group: 'uri', when: ({ uri }) => /^(?:nbd|nbd\+unix|iscsi):\/\//.test(String(uri)) },
    instead: (answer) => answer.kind === 'result',
    reason: 'QEMU reaches NBD and iSCSI by itself too',
  },
  {
    where: {
      group: 'uri',
      when: ({ uri }) => /^rbd:[^/:@\s]+\/[^/:@\s]+(?::id=[^:@\s]+)?$/.test(String(uri)),
    },
    instead: (answer, recorded) => answer.kind === 'result' && recorded.error !== undefined,
    reason: 'Ceph has names with hyphens, underscores and capitals, and users, which Ganeti HEAD takes too',
  },
  {
    where: { group: 'uri', when: ({ uri }) => String(uri).startsWith('gluster://[') },
    instead: (answer, recorded) => answer.kind === 'result' && recorded.error !== undefined,
    reason: 'an IPv6 address in brackets is a host too',
  },
  {
    where: {
      group: 'uri',
      when: ({ uri }) => /^gluster:\/\/[^/]*:(?:0+|\d{6,}|[7-9]\d{4}|6[6-9]\d{3})\//.test(String(uri)),
    },
    instead: refusedFor('no storage'),
    reason: 'no server listens on a port that there is not',
  },
  {
    where: { group: 'cache', when: ({ dev_type }) => dev_type === 'diskless' },
    instead: refusedFor('disks.0.dev_type'),
    reason: 'diskless is a template of instances without disks: a disk of that kind is refused',
  },
  {
    where: { group: 'cache', when: ({ cache }) => cache === '' },
    instead: refusedFor('hvparams.disk_cache'),
    reason: 'a disk_cache that is none is refused for every kind of disk, also where it would be overruled',
  },
  {
    where: {
      group: 'syntax',
      when: ({ hvparams }) => holdsMoreThanDigits(valueOf(hvparams, 'cpu_mask')),
    },
    instead: refusedFor('hvparams.cpu_mask cpu-mask'),
    reason:
      'Python reads blanks, signs, underscores and the digits of every script as part of a number, which in a mask are slips of the pen',
  },
  {
    where: { group: 'syntax', when: ({ hvparams }) => mistyped(hvparams).length > 0 },
    instead: (answer, recorded) => recorded['ok'] === true && isRefusedFor(answer, /^hvparams\.\w+ type$/),
    reason:
      'a value of another type than its parameter has is refused here too, and not only by ForceDictType',
  },
  {
    where: {
      group: 'syntax',
      when: ({ hvparams }) => isBetween(9, 32, valueOf(hvparams, 'virtio_net_queues')),
    },
    instead: refusedFor('hvparams.virtio_net_queues range'),
    reason:
      'eight queues are the most, as in Ganeti 3.1, so that a guest may go to each of its versions; HEAD takes 32',
  },
  {
    where: { group: 'syntax', when: ({ hvparams }) => leavesOpen(hvparams, 'spice_ip_version') },
    instead: (answer, recorded) =>
      answer.kind === 'result' && /^SPICE: Got an IPv\d address/.test(recorded.error ?? ''),
    reason: 'an IP version that is left open contradicts no address, though in Python None is not 4',
  },
  {
    where: { group: 'types', when: ({ hvparams }) => losesSomethingAsNumber(hvparams) },
    instead: (answer) => isRefusedFor(answer, /^hvparams\.\w+ type$/),
    reason:
      'Python drops the fraction of a number and reads underscores and the digits of every script: what would be lost or guessed is refused',
  },
  {
    where: { group: 'features' },
    instead: isAlikeButFor({ runwith: true }),
    reason: 'QEMU 11 prints the parameters of -run-with on two lines, and Ganeti looks for them on one',
  },
  {
    where: { group: 'features' },
    instead: (answer, recorded) =>
      !('acpi' in recorded) &&
      isAlikeButFor({ acpi: undefined, runwith: undefined, sound: undefined })(answer, recorded),
    reason:
      'Ganeti 3.0 looks neither for -no-acpi nor -run-with nor -soundhw, and finds all else that kvmkit finds',
  },
  {
    where: { group: 'features' },
    instead: refusedFor('no version'),
    reason: 'what says no version at the beginning of its help is no QEMU whose features one could list',
  },
  {
    where: {
      group: 'validate',
      flag: 'ganeti-bug:vnc-path-unreachable',
      when: ({ hvparams }) => String(valueOf(hvparams, 'vnc_bind_address')).startsWith('/'),
    },
    instead: (answer, recorded) => answer.kind === 'result' && recorded.python_error === true,
    reason:
      'a directory of sockets is a place for VNC, as Ganeti itself says before it stumbles over the slash',
  },
  {
    where: { group: 'validate', flag: 'ganeti-bug:regex-injection' },
    instead: refusedFor('hvparams.machine_version machine-exists'),
    reason: 'a machine type is a name and no pattern: one that the QEMU does not list is refused',
  },
  {
    where: { group: 'validate', when: runsAnotherQemu },
    instead: (answer, recorded) =>
      recorded['ok'] === true
        ? isRefusedFor(answer, /^hvparams\.disk_aio qemu-has-io-uring$/)
        : answer.kind === 'result' && /QEMU 5.0|KVM version|list index/.test(recorded.error ?? ''),
    reason:
      'version and io_uring are asked of the QEMU that will run, and not of the one at Ganeti’s own path',
  },
  {
    where: { group: 'validate', when: (asked) => setBefore5(asked) && usesIoUring(asked) },
    instead: (answer, recorded) =>
      recorded['ok'] === true && isRefusedFor(answer, /^hvparams\.disk_aio qemu-has-io-uring$/),
    reason: 'Ganeti 3.0 does not know that QEMU has io_uring from 5.0 on only',
  },
  {
    where: { group: 'validate', when: (asked) => /^(?:emptyhelp|noversion)$/.test(setOf(asked)) },
    instead: (answer, recorded) =>
      recorded['ok'] === true && isRefusedFor(answer, /^hvparams\.kvm_path qemu-answers$/),
    reason: 'Ganeti 3.0 asks no version of a QEMU; one that does not say it can not be relied on',
  },
  {
    where: { group: 'assess', when: ({ hvparams }) => valueOf(hvparams, 'machine_version') === 'q35' },
    instead: advisesVersionOfQ35,
    reason:
      'q35 is no worse than another machine here; what can be said of the bare name is that it has no version',
  },
  {
    where: { when: ({ mode }) => mode === 'pid_info' || mode === 'pid_alive' },
    instead: (answer, recorded) => recorded.python_error === true && saysOfGuest(answer) !== undefined,
    reason:
      'a command line that is written otherwise than Ganeti writes it still names its guest, and one guest breaks no list of all',
  },
  {
    where: { group: 'pidinfo' },
    instead: differsOnlyByOptionsOfName,
    reason:
      'the name is what QEMU takes for it, without guest= and without the options that follow, which Ganeti 3.0 keeps',
  },
  {
    where: { group: 'pidalive', when: ({ pidfile }) => namesNoPid(pidfile) },
    instead: (answer) => saysOfGuest(answer)?.join() === '0,false',
    reason: 'a pid file without a positive number in it names no process, and breaks nothing',
  },
  {
    where: { group: 'paths', when: ({ name }) => !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(String(name)) },
    instead: refusedFor('name'),
    reason: 'what is not made of letters, digits, dots, underscores and hyphens is no name of an instance',
  },
  {
    where: { group: 'console', id: 'console-011-quote-name' },
    instead: refusedFor('name'),
    reason:
      'a name that a shell would take for more than a name is no name of an instance; Ganeti leaves the path with it unquoted',
  },
  {
    where: { group: 'upgrade' },
    instead: isUpgradedThroughout,
    reason:
      'disk_discard and -chroot are brought up to date in every runtime; Ganeti does it, from 3.1 and HEAD on, only to instances with VNC',
  },
  {
    where: { group: 'upgrade', when: lacksWhatOldVersionsLack },
    instead: (answer, recorded) => answer.kind === 'result' && recorded.python_error === true,
    reason: 'Ganeti means to load runtimes without disks, and disks without UUID, and stumbles over them',
  },
  {
    where: {
      group: 'uidpool',
      when: ({ value }) => typeof value === 'string' && !/^[\s0-9,-]*$/.test(value),
    },
    instead: refusedFor('not a range'),
    reason:
      'Python reads signs, underscores and the digits of every script as part of a number, which in a uid are slips of the pen',
  },
  {
    where: { group: 'uidpool', when: releasesWhatNobodyTook },
    instead: (answer, recorded) =>
      answer.kind === 'result' && recorded.error?.startsWith('Failed to remove user-id lockfile') === true,
    reason: 'a uid may be given back again, so that a clean-up that was cut off can be repeated',
  },
  {
    where: { group: 'uidpool', when: releasesWhatIsUsed },
    instead: refusedFor('in use'),
    reason: 'a uid is given back only when no process runs under it',
  },
  {
    where: {
      group: 'uidfile',
      when: ({ content }) => typeof content === 'string' && !/^\s*\d+\s*$/.test(content),
    },
    instead: (answer) =>
      answer.kind === 'result' && firstDifference({ result: null }, answer.result) === undefined,
    reason:
      'a file that is empty, or holds what only Python takes for a number, says no more of a uid than one that is not there',
  },
  ...wantedOfNetwork,
  ...wantedOfLife,
  ...wantedCommandLines,
];

/** The members are Ganeti's, but for those of a list, which Ganeti's commas cut into pieces. */
function isAlikeButForLists(answer: Answer, recorded: Recorded): boolean {
  return (
    answer.kind === 'result' &&
    JSON.stringify(answer.result).includes('server') &&
    firstDifference(withoutServers(recorded), withoutServers(answer.result)) === undefined
  );
}

const written = v.object({ option: v.optional(v.string()), result: v.optional(v.string()) });

function withoutServers(result: object): ReadonlySet<string> {
  const { option, result: text = option ?? '' } = v.parse(written, result);
  const members = text.startsWith('{') ? jsonMembers(JSON.parse(text)) : [...optionMembers(text)];
  return new Set(members.filter((member) => !/(?:^|\.)server\b|'(?:type|host|port)': '/.test(member)));
}

function isForWholeGuest({ mask }: ConformanceCase): boolean {
  return typeof mask === 'string' && mask !== '' && mask !== 'all' && !mask.includes(':');
}

const pinning = v.object({
  effects: v.array(v.tuple([v.literal('affinity'), v.number(), v.array(v.number())])),
});

function pinsMoreThreadsAlike(answer: Answer, recorded: Recorded): boolean {
  if (answer.kind === 'refusal') return false;
  const [ours, theirs] = [v.safeParse(pinning, answer.result), v.safeParse(pinning, recorded)];
  if (!ours.success || !theirs.success) return false;
  const [pinned] = theirs.output.effects;
  if (pinned === undefined) return false;
  const [, mainThread, cpus] = pinned;
  return (
    ours.output.effects.some(([, tid]) => tid === mainThread) &&
    ours.output.effects.every((effect) => firstDifference(cpus, effect[2]) === undefined)
  );
}

function hasEmptyPart({ mask }: ConformanceCase): boolean {
  return typeof mask === 'string' && mask.split(':').includes('');
}

function holdsMoreThanDigits(mask: unknown): boolean {
  return typeof mask === 'string' && !/^[0-9,:-]*$/.test(mask.replaceAll('all', ''));
}

// IFF_MULTI_QUEUE of linux/if_tun.h
const multiQueue = 0x0100;
const queuesOfKernel = v.object({
  features: v.object({ mq: v.tuple([v.boolean(), v.number()]) }),
  tun: v.object({ features: v.nullish(v.number(), 0) }),
});

function wantsQueuesOfKernelWithout(asked: ConformanceCase): boolean {
  const { success, output } = v.safeParse(queuesOfKernel, asked);
  return success && output.features.mq[1] > 1 && ((output.tun.features ?? 0) & multiQueue) === 0;
}

function hasTooLongName({ name }: ConformanceCase): boolean {
  return typeof name === 'string' && Buffer.byteLength(name) > 15;
}

/** The answer is Ganeti's, but for these members: with this value here, or with any where it is undefined. */
function isAlikeButFor(exceptions: Readonly<Record<string, unknown>>): WantedDifference['instead'] {
  const without = (result: object): object =>
    Object.fromEntries(Object.entries(result).filter(([name]) => !(name in exceptions)));
  return (answer, recorded) =>
    answer.kind === 'result' &&
    firstDifference(without(recorded), without(answer.result)) === undefined &&
    Object.entries(answer.result).every(([name, value]) => (exceptions[name] ?? value) === value);
}

const advice = v.object({ warnings: v.array(v.string()) });

function advisesVersionOfQ35(answer: Answer, recorded: Recorded): boolean {
  const [ours, theirs] = [
    v.safeParse(advice, 'result' in answer ? answer.result : {}),
    v.safeParse(advice, recorded),
  ];
  if (!ours.success || !theirs.success) return false;
  return (
    ours.output.warnings.length === theirs.output.warnings.length &&
    ours.output.warnings.includes('hvparams.machine_version machine-without-version') &&
    theirs.output.warnings.some((warning) => warning.includes("'q35' type"))
  );
}
