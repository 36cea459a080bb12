import * as v from 'valibot';

import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Answer } from './group.ts';
import { firstDifference } from './same-meaning.ts';
import { refusedFor, type WantedDifference } from './wanted-difference.ts';

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
    where: { group: 'cpumask', when: holdsMoreThanDigits },
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

function holdsMoreThanDigits({ mask }: ConformanceCase): boolean {
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
