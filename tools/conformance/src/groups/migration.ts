import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { QmpCommandError } from '@kvmkit/qmp-client';
import * as v from 'valibot';

import { answerOf, type Group, type Mode, type World } from '../group.ts';
import { lifeMeaning } from '../life/life-meaning.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';
import { liveInstance, openLife, type Life } from '../life/life.ts';

/*
Ganeti's calls about a migration, each by itself on the host of a case. How QEMU is set up for one is kvmkit's affair:
compared is where the guest is sent, by what limits, whether it stands still, and what is left on the host.
*/

const target = '192.0.2.7';
const asked = v.object({
  live: v.optional(v.boolean(), true),
  stopped: v.optional(v.boolean(), false),
  success: v.optional(v.boolean(), true),
  no_nic_files: v.optional(v.boolean(), false),
});

type Call = (life: Life, given: v.InferOutput<typeof asked>) => Promise<object>;

/** A call about an instance that runs here. */
function ofRunning(call: Call, meaningOf: NonNullable<Mode['meaningOf']>): Mode {
  return {
    answer: (given, world) => answerOf(() => called(call, given, world), ruleOfMove),
    ruleOf: ruleOfRecordedLife,
    meaningOf,
  };
}

async function called(call: Call, given: object, world: World): Promise<object> {
  const facts = v.parse(asked, given);
  await using life = await liveInstance(given, world);
  if (facts.no_nic_files) await removeNicFiles(life);
  if (facts.stopped) await life.qemu.end();
  return await call(life, facts);
}

async function removeNicFiles({ store, instance }: Life): Promise<void> {
  const { nics } = store.paths(instance.name);
  for (const file of await readdir(nics)) await rm(join(nics, file));
  await rm(nics, { recursive: true });
}

/** The refusal of QEMU's that is behind it, however deep. */
function ruleOfMove(error: Error): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof QmpCommandError) return `QMP ${cause.command}`;
  return ruleOfLife(error);
}

export const migrate: Group = {
  name: 'migrate',
  casesAtOnce: 4,
  modes: {
    migrate: ofRunning(async ({ hypervisor, instance, effects }, { live }) => {
      await hypervisor.migrateInstance('cluster', instance, target, live);
      return { ok: true, effects: effects.all() };
    }, sentBy),
  },
};

const sending = v.looseObject({ effects: v.array(v.looseTuple([v.string()])) });
const limits = v.object({ 'max-bandwidth': v.number(), 'downtime-limit': v.number() });

/** What is told to QEMU of where and how, in its order. */
function sentBy(result: object): unknown {
  return v.parse(sending, result).effects.flatMap(([kind, command, args]) => {
    if (kind !== 'qmp') return [];
    if (command === 'migrate-set-parameters') return [[command, v.parse(limits, args)]];
    return command === 'stop' || command === 'cont' || command === 'migrate' ? [[command, args]] : [];
  });
}

export const migstatus: Group = {
  name: 'migstatus',
  casesAtOnce: 4,
  modes: {
    migration_status: ofRunning(
      async ({ hypervisor, instance }) => ({ status: await hypervisor.getMigrationStatus(instance) }),
      (result) => v.parse(v.looseObject({ status: v.unknown() }), result).status,
    ),
  },
};

export const findst: Group = {
  name: 'findst',
  casesAtOnce: 4,
  modes: {
    finalize_dst: ofRunning(async (life, { success }) => {
      const { hypervisor, instance } = life;
      await hypervisor.finalizeMigrationDst(instance, await hypervisor.migrationInfo(instance), success);
      return { ok: true, effects: life.effects.all(), files: await life.files() };
    }, lifeMeaning),
  },
};

export const finsrc: Group = {
  name: 'finsrc',
  casesAtOnce: 4,
  modes: {
    finalize_source: ofRunning(async (life, { success }) => {
      const { hypervisor, instance } = life;
      await hypervisor.finalizeMigrationSource(instance, success, true);
      return { ok: true, effects: life.effects.all(), files: await life.files() };
    }, lifeMeaning),
  },
};

export const acceptfin: Group = {
  name: 'acceptfin',
  casesAtOnce: 4,
  modes: {
    accept_finalize: {
      answer: (given, world) => answerOf(() => acceptedAndEnded(given, world), ruleOfMove),
      ruleOf: ruleOfRecordedLife,
      meaningOf: lifeMeaning,
    },
  },
};

/** The machine is sent by another host, which is this one before. */
async function acceptedAndEnded(given: object, world: World): Promise<object> {
  const { success } = v.parse(asked, given);
  await using sender = await liveInstance(given, world);
  const info = await sender.hypervisor.migrationInfo(sender.instance);
  await using life = await openLife(given, world);
  const { hypervisor, instance, effects } = life;
  await hypervisor.acceptInstance(instance, info, target);
  effects.forget();
  await hypervisor.finalizeMigrationDst(instance, info, success);
  return { effects: effects.all(), alive: life.qemu.isAlive(), files: await life.files() };
}
