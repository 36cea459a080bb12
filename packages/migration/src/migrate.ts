import type { MigrationHandle } from './handle.ts';
import { Move } from './move.ts';
import type { MigrateOptions } from './options.ts';
import type { MigrationPeer } from './peers.ts';

/**
 * Moves a guest from one QEMU to another that waits (`-S -incoming defer`) with the same devices, over monitors that
 * nobody else uses meanwhile.
 *
 * At most one of the two ever runs the guest. Who may is durable in the journals before it does, so that
 * `recoverMigration` settles it if this process dies. The parameters and capabilities of both are restored.
 *
 * @example
 * ```ts
 * const move = migrate({ qmp: from, journal: fromJournal }, { qmp: to, journal: toJournal }, {
 *   route: { type: 'tcp', host: '192.0.2.7' },
 *   sourceAfterwards: 'quit',
 * });
 * for await (const { phase, remainingBytes } of move.progress()) show(phase, remainingBytes);
 * await move.result;
 * ```
 */
export function migrate(
  source: MigrationPeer,
  destination: MigrationPeer,
  options: MigrateOptions,
): MigrationHandle {
  const move = new Move(source, destination, options);
  void move.run();
  return move;
}
