import { QmpCommandError, type QmpClient } from '@kvmkit/qmp-client';

import { MigrationError } from './errors.ts';
import type { JournalPort } from './journal-port.ts';
import { readIncoming, readOutgoing } from './moves.ts';
import type { MigrateOptions } from './options.ts';
import { answerTimeoutMs, type MigrationPeer } from './peers.ts';
import { applySettings, probeSettings, restoreSettings } from './set-up/apply-settings.ts';
import { acceptMigration, tcpUri } from './set-up/route.ts';
import { planSettings } from './set-up/settings.ts';
import { probeSource, probeTarget } from './set-up/set-up.ts';
import { cancelMigration } from './steps/end-migration.ts';
import { runArrivedGuest, runGuest } from './steps/run-guest.ts';

/*
A move of which each side is driven by a program of its own, as Ganeti's node daemons do it. The order and the entries
are those of `migrate`; who drives both sides sees to it that the calls come in this order:

  target awaitMove, source sendMove … the source says completed
  source giveAway, target take                   or source keep, and the target is ended
*/

export interface OneSidedOptions extends Omit<
  MigrateOptions,
  'route' | 'signal' | 'sourceAfterwards' | 'tls'
> {
  /** The target's address, on which it listens, and which the source dials. */
  readonly host: string;
  readonly port: number;
}

const answering = { timeoutMs: answerTimeoutMs };

/**
 * Lets a QEMU that waits (`-S -incoming defer`) listen for a guest; it does not run it.
 * @throws MigrationError (`TARGET_NOT_WAITING`, `CAPABILITY_MISSING`, `PARAMETER_REFUSED`), and its settings are as before
 */
export async function awaitMove({ qmp, journal }: MigrationPeer, options: OneSidedOptions): Promise<void> {
  const { target: settings } = planSettings(options);
  await probeTarget(qmp);
  const before = await probeSettings(qmp, 'target', settings);
  // The source's entry is not known here.
  const begin = { kind: 'begin', change: 'migrate-in', move: '', wasRunning: true, before } as const;
  const of = await journal.append(begin);
  try {
    await applySettings(qmp, 'target', settings);
    await qmp.execute('stop', {}, answering);
    await acceptMigration(qmp, tcpUri(options.host, options.port));
  } catch (error) {
    await restoreSettings(qmp, before).catch(() => {});
    await journal.append({ kind: 'undone', of });
    throw error;
  }
}

/**
 * Begins to send a guest to a QEMU that listens; how far it is, `query-migrate` says.
 * @throws MigrationError (`SOURCE_NOT_READY`, `CAPABILITY_MISSING`, `PARAMETER_REFUSED`, `MIGRATION_FAILED`), and the
 * guest is as it was
 */
export async function sendMove({ qmp, journal }: MigrationPeer, options: OneSidedOptions): Promise<void> {
  const { capabilities, parameters } = planSettings(options).source;
  // Nobody would tell it to go on.
  const unattended = capabilities.filter((capability) => capability !== 'pause-before-switchover');
  const settings = { capabilities: unattended, parameters };
  const wasRunning = await probeSource(qmp);
  const before = await probeSettings(qmp, 'source', settings);
  const of = await journal.append({ kind: 'begin', change: 'migrate-out', wasRunning, before });
  try {
    if (options.mode === 'stopped') await qmp.execute('stop', {}, answering);
    await applySettings(qmp, 'source', settings);
    await qmp.execute('migrate', { uri: tcpUri(options.host, options.port) }, answering);
  } catch (error) {
    if (wasRunning) await runGuest(qmp);
    await restoreSettings(qmp, before).catch(() => {});
    await journal.append({ kind: 'undone', of });
    if (!(error instanceof QmpCommandError)) throw error;
    const message = `the source’s QEMU refuses ${error.command}: ${error.desc}; the guest is as it was`;
    const facts = { side: 'source', desc: error.desc, guest: 'source', cause: error } as const;
    throw new MigrationError('MIGRATION_FAILED', message, facts);
  }
}

/** What is handed to the end of one side; a QEMU that has ended is `gone`. */
export interface EndingPeer {
  readonly qmp: QmpClient | 'gone';
  readonly journal: JournalPort;
}

/**
 * Gives the guest away, which is durable when this returns: from here on only the target may run it, and the source's
 * QEMU is to be ended.
 * @throws MigrationError (`MIGRATION_FAILED`) for a source that has not sent everything; nothing was changed
 */
export async function giveAway({ qmp, journal }: EndingPeer): Promise<void> {
  const { stage, token } = readOutgoing(await journal.read());
  if (stage !== 'begun') return;
  if (qmp !== 'gone') {
    const { status = 'none' } = await qmp.execute('query-migrate', {}, answering);
    if (status !== 'completed') throw notYet('source', status);
  }
  await journal.append({ kind: 'given-away', of: token, isPostcopy: false });
}

/** Ends a move from the source's side: it has its guest, which goes on if it ran before. */
export async function keep({ qmp, journal }: EndingPeer): Promise<void> {
  const { stage, token, wasRunning, before } = readOutgoing(await journal.read());
  if (stage === 'given-away') {
    throw new MigrationError(
      'MIGRATION_IN_DOUBT',
      'the guest was given away: whether the target has it, recoverMigration finds out; nothing was changed',
      { side: 'source', guest: 'in-doubt' },
    );
  }
  if (qmp !== 'gone') {
    await cancelMigration(qmp, undefined);
    if (wasRunning || stage !== 'begun') await runGuest(qmp);
    await restoreSettings(qmp, before).catch(() => {});
  }
  if (stage === 'begun') await journal.append({ kind: 'undone', of: token });
}

/**
 * Takes a guest that was given away, which is durable before it runs.
 * @throws MigrationError (`MIGRATION_FAILED`) for a target in which it has not arrived; nothing was changed
 */
export async function take({ qmp, journal }: MigrationPeer): Promise<void> {
  const { stage, token, wasRunning, before } = readIncoming(await journal.read());
  if (stage === 'begun') {
    const [{ status }, { status: migration = 'none' }] = await Promise.all([
      qmp.execute('query-status', {}, answering),
      qmp.execute('query-migrate', {}, answering),
    ]);
    if (status === 'inmigrate') throw notYet('target', migration);
    await journal.append({ kind: 'taken', of: token, isPostcopy: false });
  }
  await runArrivedGuest(qmp, stage === 'none' || wasRunning);
  await restoreSettings(qmp, before).catch(() => {});
  if (stage === 'begun' || stage === 'taken') await journal.append({ kind: 'done', of: token });
}

function notYet(side: 'source' | 'target', status: string): MigrationError {
  const message = `the ${side}’s migration is ${status}, expected completed; nothing was changed`;
  return new MigrationError('MIGRATION_FAILED', message, { side, guest: 'source' });
}
