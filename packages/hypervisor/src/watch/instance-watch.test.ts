import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';

import { expect, test } from 'vitest';

import type { InstanceEvent } from './instance-event.ts';
import { InstanceWatch, type WatchOptions } from './instance-watch.ts';

const event = (name: string): InstanceEvent => ({ name, at: new Date(0), event: 'removed' });

/** Three instances are removed at once, and nothing happens any more. */
async function* threeRemovals(signal: AbortSignal): AsyncGenerator<InstanceEvent | 'listening', void> {
  yield 'listening';
  yield* ['a', 'b', 'c'].map(event);
  signal.throwIfAborted();
  await once(signal, 'abort');
  signal.throwIfAborted();
}

function watchOfThree(options: WatchOptions = {}): InstanceWatch {
  return new InstanceWatch(Promise.resolve(threeRemovals), options);
}

test('what happens while nobody reads waits for the reader, in order', async () => {
  await using watch = watchOfThree();
  await watch.listening;
  const names: string[] = [];
  for await (const { name } of watch) if (names.push(name) === 3) break;
  expect(names).toEqual(['a', 'b', 'c']);
  await expect(watch.next()).resolves.toMatchObject({ done: true });
});

test('of several reads at once each gets an event of its own, and those that are left end with the watch', async () => {
  await using watch = watchOfThree();
  const reads = [watch.next(), watch.next(), watch.next(), watch.next()];
  const three = await Promise.all(reads.slice(0, 3));
  expect(new Set(three.map(({ value }) => value?.name))).toEqual(new Set(['a', 'b', 'c']));
  await watch.close();
  await expect(reads[3]).resolves.toEqual({ done: true, value: undefined });
});

test('a reader that is too slow is told so after what there was room for', async () => {
  await using watch = watchOfThree({ maxQueuedEvents: 2 });
  await watch.listening;
  // All three have come before anybody reads.
  await setImmediate();
  await watch.next();
  await watch.next();
  await watch.next();
  await expect(watch.next()).rejects.toMatchObject({ code: 'EVENTS_LOST' });
});
