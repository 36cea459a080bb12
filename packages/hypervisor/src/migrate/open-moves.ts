import { readIncoming, readOutgoing, type Incoming, type Outgoing } from '@kvmkit/migration';
import type { Journal, JournalEntry } from '@kvmkit/kvm-runtime-store';

import type { HypervisorContext } from '../context.ts';
import { InstanceError, MoveError } from '../errors.ts';

/** The moves of an instance that its journal knows the beginning of, and not the end. */
export interface OpenMoves {
  readonly outgoing: Outgoing | undefined;
  readonly incoming: Incoming | undefined;
}

export async function readOpenMoves(journal: Pick<Journal, 'read'>): Promise<OpenMoves> {
  const entries = await journal.read();
  const [outgoing, incoming] = [readOutgoing(entries), readIncoming(entries)];
  return {
    outgoing: isOpen(outgoing.stage) ? outgoing : undefined,
    incoming: isOpen(incoming.stage) ? incoming : undefined,
  };
}

function isOpen(stage: Outgoing['stage'] | Incoming['stage']): boolean {
  return stage !== 'none' && stage !== 'done' && stage !== 'undone';
}

/**
 * Refuses to run a guest that another host may have: one that was given away, or that came here and was not taken.
 * @throws {InstanceError} `INSTANCE_IN_DOUBT`
 */
export async function requireOurs({ store }: HypervisorContext, name: string, tried: string): Promise<void> {
  const { outgoing, incoming } = await readOpenMoves(store.journal(name));
  const why =
    outgoing?.stage === 'given-away'
      ? 'it was given to another host, and nothing says here that it has arrived'
      : incoming !== undefined
        ? 'it was awaited from another host, and nothing says here that it has arrived'
        : undefined;
  if (why === undefined) return;
  const message = `${tried} of ${name} refused: ${why}; kvmkit recover ${name} settles who has it; nothing was changed`;
  throw new InstanceError('INSTANCE_IN_DOUBT', name, message);
}

/** One that is in doubt would be moved twice. @throws {MoveError} `MIGRATION_IN_DOUBT` */
export async function requireNoOpenMove({ store }: HypervisorContext, name: string): Promise<void> {
  const { outgoing, incoming } = await readOpenMoves(store.journal(name));
  if (outgoing === undefined && incoming === undefined) return;
  const message = `migration of ${name} refused: nobody has seen the end of a move before; kvmkit recover ${name} settles it; nothing was changed`;
  throw new MoveError('MIGRATION_IN_DOUBT', name, 'in-doubt', message);
}

/**
 * Drops what the journal says of moves: all of them are over, on both sides. Of one that came here only the source knows
 * that; of one that left, its own end tells, for that is noted last.
 */
export async function forgetMoves(
  journal: Pick<Journal, 'read' | 'compact'>,
  which: 'both ways' | 'out' = 'both ways',
): Promise<void> {
  const changes = which === 'out' ? ['migrate-out'] : ['migrate-out', 'migrate-in'];
  const entries = await journal.read();
  const begun = new Set(entries.filter((entry) => isOneOf(entry, changes)).map(({ token }) => token));
  if (begun.size === 0) return;
  await journal.compact(({ token, of }) => !begun.has(token) && !(typeof of === 'string' && begun.has(of)));
}

function isOneOf({ kind, change }: JournalEntry, changes: readonly string[]): boolean {
  return kind === 'begin' && typeof change === 'string' && changes.includes(change);
}
