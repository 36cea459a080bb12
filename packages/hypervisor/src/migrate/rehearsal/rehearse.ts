import { MigrationError, migrate, type JournalFacts, type JournalPort } from '@kvmkit/migration';
import { QmpError } from '@kvmkit/qmp-client/qmp';

import type { HypervisorContext } from '../../context.ts';
import { reasonOf } from '../../errors.ts';
import { readMigrationInfo } from '../migration-info.ts';
import type { TargetNode } from '../target-node.ts';
import { startTwin } from './twin.ts';

/**
 * What came of a rehearsal. `passed` does not cover the state that only a booted guest has; `not-held`: a twin could
 * not be made, which says nothing of the move.
 */
export type Rehearsal =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'failed' | 'not-held'; readonly why: string };

/** Sends a twin of a machine, which holds nothing, from a QEMU of this host to one of the other. */
export async function rehearse(
  context: HypervisorContext,
  name: string,
  { info, node, host }: { readonly info: string; readonly node: TargetNode; readonly host: string },
): Promise<Rehearsal> {
  const { runtime } = await readMigrationInfo(name, info);
  await using ours = await startTwin(context, runtime, false);
  await using theirs = await node.rehearse(name, info);
  const [source, target] = await Promise.allSettled([ours.connectQmp(), theirs.connectQmp()]);
  if (source.status === 'rejected')
    return { verdict: 'not-held', why: `the twin here: ${await saying(ours, source.reason)}` };
  await using from = source.value;
  if (target.status === 'rejected')
    return { verdict: 'failed', why: `the machine there: ${await saying(theirs, target.reason)}` };
  await using to = target.value;
  try {
    await migrate(
      { qmp: from, journal: memoryJournal('s') },
      { qmp: to, journal: memoryJournal('t') },
      { route: { type: 'tcp', host } },
    ).result;
    return { verdict: 'passed' };
  } catch (error) {
    if (!(error instanceof MigrationError || error instanceof QmpError)) throw error;
    return { verdict: 'failed', why: await saying(theirs, error) };
  }
}

/** QEMU's own words, where it has any. */
async function saying(twin: { words(): Promise<string> }, error: unknown): Promise<string> {
  return (await twin.words()) || reasonOf(error);
}

/** Of a move that nobody has to find again. */
function memoryJournal(prefix: string): JournalPort {
  const entries: (JournalFacts & { readonly token: string })[] = [];
  return {
    append: async (facts) => {
      const token = `${prefix}${entries.length}`;
      entries.push({ ...facts, token });
      return token;
    },
    read: async () => entries,
  };
}
