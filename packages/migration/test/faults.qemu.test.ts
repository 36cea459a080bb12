import { readQemuVersions, type QemuVersion } from '@kvmkit-tools/qemu-versions';
import { describe, expect, test } from 'vitest';

import { migrate, type MigrationHandle, recoverMigration, type RecoveryPeer } from '../src/index.ts';
import { type Moment, moments, peersWith, postcopyMoments } from './support/moments.ts';
import { Pair } from './support/pair.ts';

/*
Every moment of a move, and what can happen there, on real QEMUs. `npm test` takes a part of it: every so many, from
KVMKIT_SEED on; KVMKIT_FAULT_STREAMS takes all.
*/
const isComplete = process.env['KVMKIT_FAULT_STREAMS'] !== undefined;
const seed = Number(process.env['KVMKIT_SEED'] ?? 0);
const every = isComplete ? 1 : 31;

const faults = [
  'the manager dies',
  'the target is killed',
  'the source is killed',
  'somebody cancels',
] as const;
type Fault = (typeof faults)[number];

interface Case {
  readonly qemu: QemuVersion;
  readonly mode: 'precopy' | 'postcopy';
  readonly moment: Moment;
  readonly fault: Fault;
}

const cases: readonly Case[] = readQemuVersions().flatMap((qemu) =>
  (['precopy', 'postcopy'] as const).flatMap((mode) =>
    (mode === 'precopy' ? moments : postcopyMoments).flatMap((moment) =>
      faults.map((fault) => ({ qemu, mode, moment, fault })),
    ),
  ),
);

describe('never two, and one unless its QEMU was killed', () => {
  test.each(
    cases
      .filter((_, index) => index % every === seed % every)
      .map((one) => [describeCase(one), one] as const),
  )('%s', async (_, one) => {
    const { binary } = one.qemu;
    await using pair = await Pair.start(binary, binary, { isBusy: one.mode === 'postcopy' });
    await inflict(pair, one);
    await settle(pair, one);
    const { runner } = pair;
    expect(allowedRunners(pair, one)).toContain(runner);
    if (runner !== 'nobody') await pair[runner].ticks();
  });
});

function describeCase({ qemu, mode, moment: { side, when, what }, fault }: Case): string {
  return `QEMU ${qemu.version}, ${mode}: ${fault} ${when} the ${side}’s ${what}`;
}

/** Lets a move come to the moment, does what is to happen there, and lets the move end as it may. */
async function inflict(pair: Pair, { moment, fault, mode }: Case): Promise<void> {
  const reached = Promise.withResolvers<void>();
  let move: MigrationHandle | undefined;
  const act = async (): Promise<void> => {
    reached.resolve();
    if (fault === 'the manager dies') await new Promise(() => {});
    else if (fault === 'somebody cancels') void move?.cancel();
    else await pair[fault === 'the source is killed' ? 'source' : 'target'].kill();
  };
  const isPostcopy = mode === 'postcopy';
  move = migrate(...peersWith(pair, moment, act), {
    route: { type: 'tcp', host: '127.0.0.1' },
    postcopy: isPostcopy ? 'on-request' : 'never',
    ...(isPostcopy ? { bandwidthBytesPerSecond: 2 ** 20 } : {}),
  });
  if (isPostcopy) {
    await pair.source.hasStatus('active');
    move.startPostcopy();
  }
  await reached.promise;
  if (fault !== 'the manager dies') await move.result.catch(() => {});
  // In postcopy the rest is let through, so that a move whose driver has died can come to its end.
  else if (isPostcopy) await pair.source.observer.execute('migrate-set-parameters', { 'max-bandwidth': 0 });
}

/** What the next manager does: it finds each QEMU running or gone, and settles what the journals leave open. */
async function settle(pair: Pair, { fault, mode }: Case): Promise<void> {
  const peer = async (side: 'source' | 'target'): Promise<RecoveryPeer> => {
    const guest = pair[side];
    const journal = side === 'source' ? pair.sourceJournal : pair.targetJournal;
    return { journal, qmp: guest.hasExited ? 'gone' : await guest.reconnect() };
  };
  if (fault === 'the source is killed') await pair.source.exited;
  const source = await peer('source');
  // A target whose memory can not come any more may hang in its main loop (11.1.3): nobody can ask it.
  const mayHang = fault === 'the source is killed' && mode === 'postcopy';
  const target = await peer('target').catch((error: unknown) => {
    if (!mayHang) throw error;
    return undefined;
  });
  let outcome = await recoverMigration(source, target);
  if (outcome.guest === 'in-doubt' && outcome.found.startsWith('the source is postcopy')) {
    await pair.source.hasStatus('completed');
    outcome = await recoverMigration(source, target);
  }
  if (pair.runner === 'nobody') return;
  expect(outcome).toMatchObject({ guest: pair.runner });
}

function allowedRunners({ sourceJournal, targetJournal }: Pair, { fault, mode }: Case): string[] {
  const isGiven = sourceJournal.kinds.includes('given-away') && !sourceJournal.kinds.includes('kept-back');
  switch (fault) {
    case 'the manager dies':
    case 'somebody cancels':
      return ['source', 'target'];
    case 'the source is killed':
      if (mode === 'postcopy') return ['target', 'nobody'];
      return isGiven ? ['target'] : ['nobody'];
    case 'the target is killed':
      return targetJournal.kinds.includes('taken') ? ['nobody', 'source'] : ['source'];
  }
}
