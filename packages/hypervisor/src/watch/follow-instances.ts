import { dirname } from 'node:path';

import type { HypervisorContext } from '../context.ts';
import { watchLogs } from './changed-logs.ts';
import type { InstanceEvent } from './instance-event.ts';
import type { WatchOptions } from './instance-watch.ts';
import { Run, type RunEvent } from './run.ts';

/**
 * The events of all instances of a root, after the word that they are listened to from now on. The logs themselves
 * are the queue: nothing is read before it is asked for, so that a slow reader costs no memory. One instance's events
 * come in their order; those of several as they are found.
 */
export async function* followInstances(
  context: HypervisorContext,
  { names, history = false }: WatchOptions,
  signal: AbortSignal,
): AsyncGenerator<InstanceEvent | 'listening', void, undefined> {
  const wanted = names === undefined ? undefined : new Set(names);
  const runs = new Map<string, Run>();
  using logs = await watchLogs(dirname(context.store.paths('any').events));
  try {
    if (!history) await Array.fromAsync(takeNews(), () => undefined);
    yield 'listening';
    for (;;) {
      await logs.wait(signal);
      yield* takeNews();
    }
  } finally {
    for (const run of runs.values()) await run.close();
  }

  /** Until there is nothing more to tell at the moment. */
  async function* takeNews(): AsyncGenerator<InstanceEvent, void, undefined> {
    for (let changed = logs.take(); changed.size > 0; changed = logs.take()) {
      for (const name of changed) {
        if (wanted?.has(name) === false) continue;
        for await (const event of newsOf(name)) {
          signal.throwIfAborted();
          yield { name, ...event };
        }
      }
    }
  }

  async function* newsOf(name: string): AsyncGenerator<RunEvent, void, undefined> {
    const known = runs.get(name);
    if (known !== undefined) {
      yield* known.news();
      // Its end is told before what came after it, and brings us here again.
      if (known.lives || (await known.isCurrent())) return;
      runs.delete(name);
      await known.close();
      yield { at: new Date(), event: 'removed' };
    }
    const run = await Run.open(context, name, () => logs.add(name));
    if (run === undefined) return;
    runs.set(name, run);
    yield* run.news();
  }
}
