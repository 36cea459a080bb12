import type { QmpClient } from '@kvmkit/qmp-client';

import { MigrationError } from '../errors.ts';
import type { MigrateOptions } from '../options.ts';
import { answerTimeoutMs, type MigrationPeer } from '../peers.ts';
import { applySettings, probeSettings, restoreSettings } from './apply-settings.ts';
import { planSettings } from './settings.ts';
import { dialFromSource, listenOnTarget } from './route.ts';

const answering = { timeoutMs: answerTimeoutMs };

/** What both journals say of this move. */
export interface BegunMove {
  readonly outgoingToken: string;
  readonly incomingToken: string;
  readonly wasRunning: boolean;
}

/**
 * Asks both sides whether they can, writes into both journals that a move has begun, and sets both up for it. When it
 * throws, all of that is undone, and neither guest nor target was touched.
 */
export async function prepareMove(
  source: MigrationPeer,
  target: MigrationPeer,
  options: MigrateOptions,
): Promise<BegunMove> {
  const settings = planSettings(options);
  const [wasRunning, sourceBefore, targetBefore] = await Promise.all([
    probeSource(source.qmp),
    probeSettings(source.qmp, 'source', settings.source),
    probeSettings(target.qmp, 'target', settings.target),
    probeTarget(target.qmp),
  ]);
  const outgoingToken = await source.journal.append({
    kind: 'begin',
    change: 'migrate-out',
    wasRunning,
    before: sourceBefore,
  });
  const undo = new AsyncDisposableStack();
  undo.defer(async () => void (await source.journal.append({ kind: 'undone', of: outgoingToken })));
  try {
    const incomingToken = await target.journal.append({
      kind: 'begin',
      change: 'migrate-in',
      move: outgoingToken,
      wasRunning,
      before: targetBefore,
    });
    undo.defer(async () => void (await target.journal.append({ kind: 'undone', of: incomingToken })));
    undo.defer(async () => await restoreSettings(source.qmp, sourceBefore));
    undo.defer(async () => await restoreSettings(target.qmp, targetBefore));
    await applySettings(target.qmp, 'target', settings.target);
    await applySettings(source.qmp, 'source', settings.source);
    undo.move();
    return { outgoingToken, incomingToken, wasRunning };
  } catch (error) {
    // What refused is what the caller has to know; an undo that fails as well leaves an open entry to recover.
    await undo.disposeAsync().catch(() => {});
    throw error;
  }
}

/** From here on the target can only be used for this move, and the guest may stand still. */
export async function startMove(
  source: MigrationPeer,
  target: MigrationPeer,
  options: MigrateOptions,
): Promise<void> {
  if (options.mode === 'stopped') await source.qmp.execute('stop', {}, answering);
  // While it waits, this means what `-S` means: it never starts a guest by itself (monitor/qmp-cmds.c qmp_stop, 5.2 to 11.1).
  await target.qmp.execute('stop', {}, answering);
  const uri = await listenOnTarget(target.qmp, options.route);
  await dialFromSource(source.qmp, options.route, uri);
}

/** Whether the guest runs. */
export async function probeSource(qmp: QmpClient): Promise<boolean> {
  const [{ status, running }, { status: migration = 'none' }] = await Promise.all([
    qmp.execute('query-status', {}, answering),
    qmp.execute('query-migrate', {}, answering),
  ]);
  if (status === 'inmigrate' || !['none', 'completed', 'failed', 'cancelled'].includes(migration)) {
    throw new MigrationError(
      'SOURCE_NOT_READY',
      `the source is ${status} and its migration ${migration}, expected a guest that is not being migrated; nothing was changed`,
      { side: 'source', guest: 'source' },
    );
  }
  return running;
}

/** Whether it waits for a guest. */
export async function probeTarget(qmp: QmpClient): Promise<void> {
  const [{ status }, { status: migration = 'none' }] = await Promise.all([
    qmp.execute('query-status', {}, answering),
    qmp.execute('query-migrate', {}, answering),
  ]);
  if (status !== 'inmigrate' || migration !== 'none') {
    throw new MigrationError(
      'TARGET_NOT_WAITING',
      `the target is ${status} and its migration ${migration}, expected one that waits (-S -incoming defer); nothing was changed`,
      { side: 'target', guest: 'source' },
    );
  }
}
