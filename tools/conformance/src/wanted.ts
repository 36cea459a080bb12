import * as v from 'valibot';

import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Answer } from './group.ts';
import { firstDifference } from './same-meaning.ts';
import { hvParameters, type HvParameter } from '@kvmkit/kvm-cmdline';

import { isRefusedFor, refusedFor, type WantedDifference } from './wanted-difference.ts';

/** Every difference that is meant, with its reason. */
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
];

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

function valueOf(hvparams: unknown, name: string): unknown {
  const given = v.safeParse(v.record(v.string(), v.unknown()), hvparams);
  return given.success ? given.output[name] : undefined;
}

/** The parameters whose value is of another type than theirs; null and the empty text are "not specified". */
function mistyped(hvparams: unknown): string[] {
  return Object.entries<HvParameter>(hvParameters)
    .filter(([name, { type }]) => {
      const value = valueOf(hvparams, name) ?? '';
      if (value === '') return false;
      if (type === 'int') return !Number.isInteger(value);
      return typeof value !== (type === 'bool' ? 'boolean' : 'string');
    })
    .map(([name]) => name);
}

function isBetween(minimum: number, maximum: number, value: unknown): boolean {
  return typeof value === 'number' && value >= minimum && value <= maximum;
}

function losesSomethingAsNumber(hvparams: unknown): boolean {
  return Object.entries<HvParameter>(hvParameters).some(([name, { type }]) => {
    const value = valueOf(hvparams, name);
    if (type !== 'int') return false;
    return typeof value === 'string'
      ? /\d_\d|[^\p{ASCII}]/u.test(value)
      : typeof value === 'number' && !Number.isInteger(value);
  });
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
