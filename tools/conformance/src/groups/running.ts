import * as v from 'valibot';

import { answerOf, type Group, type World } from '../group.ts';
import { lifeMeaning } from '../life/life-meaning.ts';
import { liveInstance } from '../life/life.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';

const verifyCase = v.object({
  hotplug: v.object({
    action: v.picklist(['hotadd', 'hotremove', 'hotmod']),
    type: v.picklist(['disk', 'nic']),
  }),
});

/** Whether one kind of device can be plugged. */
export const hotverify: Group = {
  name: 'hotverify',
  casesAtOnce: 4,
  modes: {
    verify_hotplug: {
      answer: (given, world) => answerOf(() => verified(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
    },
  },
};

async function verified(given: object, world: World): Promise<object> {
  const { action, type } = v.parse(verifyCase, given).hotplug;
  await using life = await liveInstance(given, world);
  await life.hypervisor.verifyHotplugSupport(life.instance, action, type);
  return { ok: true };
}

const stoppable = v.object({ stopped: v.optional(v.boolean(), false) });

/** Whether anything can be plugged. */
export const hotsupported: Group = {
  name: 'hotsupported',
  casesAtOnce: 4,
  modes: {
    hotplug_supported: {
      answer: (given, world) => answerOf(() => supported(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
    },
  },
};

async function supported(given: object, world: World): Promise<object> {
  await using life = await liveInstance(given, world);
  if (v.parse(stoppable, given).stopped) await life.qemu.end();
  await life.hypervisor.hotplugSupported(life.instance);
  return { ok: true };
}

const resizeCase = v.object({ disk: v.looseObject({ uuid: v.string() }), size: v.number() });

/** Disks that have grown. */
export const resize: Group = {
  name: 'resize',
  casesAtOnce: 4,
  modes: {
    resize_disk: {
      answer: (given, world) => answerOf(() => resized(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      meaningOf: (result) => lifeMeaning(result).seen,
    },
  },
};

async function resized(given: object, world: World): Promise<object> {
  const { disk, size } = v.parse(resizeCase, given);
  await using life = await liveInstance(given, world);
  await life.hypervisor.resizeDisk(life.instance, disk, size / 2 ** 20);
  return { ok: true, effects: life.effects.all() };
}

const balloonCase = v.object({ memory: v.number() });

/** Memory that is asked back. */
export const balloon: Group = {
  name: 'balloon',
  casesAtOnce: 4,
  modes: {
    balloon: {
      answer: (given, world) => answerOf(() => ballooned(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      meaningOf: (result) => lifeMeaning(result).seen,
    },
  },
};

async function ballooned(given: object, world: World): Promise<object> {
  const { memory } = v.parse(balloonCase, given);
  await using life = await liveInstance(given, world);
  await life.hypervisor.balloonInstanceMemory(life.instance, memory, { timeoutMs: 100 });
  return { effects: life.effects.all() };
}
