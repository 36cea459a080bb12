import { expect, test } from 'vitest';

import { connectScripted } from '../../test/scripted-peer.ts';
import { QmpConnectionError, QmpTimeoutError } from '../errors.ts';
import { rejection } from '../../test/rejection.ts';

const timestamp = { seconds: 1, microseconds: 2 };

test('an event without data has an empty object for data', async () => {
  const { peer, qmp } = await connectScripted();
  await using _ = qmp;
  using stopped = qmp.subscribe(['STOP']);
  peer.send({ event: 'STOP', timestamp });
  expect(await stopped.next()).toEqual({ event: 'STOP', data: {}, timestamp });
});

test('an event that this package does not know survives as it is', async () => {
  const { peer, qmp } = await connectScripted();
  await using _ = qmp;
  using all = qmp.subscribe('*');
  peer.send({ event: 'FROM_THE_FUTURE', data: { a: 2 ** 53 + 2 }, timestamp });
  expect(await all.next()).toEqual({ event: 'FROM_THE_FUTURE', data: { a: 2n ** 53n + 2n }, timestamp });
});

test('each subscriber has its own queue, and sees its names and what its filter lets pass', async () => {
  const { peer, qmp } = await connectScripted();
  await using _ = qmp;
  using ours = qmp.subscribe(['DEVICE_DELETED'], (event) => event.data.device === 'ours');
  using all = qmp.subscribe('*');
  peer.send({ event: 'DEVICE_DELETED', data: { device: 'theirs', path: '/' }, timestamp });
  peer.send(
    { event: 'RESUME', timestamp },
    { event: 'DEVICE_DELETED', data: { device: 'ours', path: '/' }, timestamp },
  );
  expect((await ours.next()).data.device).toBe('ours');
  const names = [await all.next(), await all.next(), await all.next()].map(({ event }) => event);
  expect(names).toEqual(['DEVICE_DELETED', 'RESUME', 'DEVICE_DELETED']);
});

test('a loop ends cleanly after our own close, with everything read that came before', async () => {
  const { peer, qmp } = await connectScripted();
  const seen: string[] = [];
  using all = qmp.subscribe('*');
  peer.send({ event: 'STOP', timestamp }, { event: 'RESUME', timestamp });
  for await (const { event } of all) {
    seen.push(event);
    if (event === 'STOP') await qmp.close();
  }
  expect(seen).toEqual(['STOP', 'RESUME']);
});

test('a loop throws why the connection was lost, after the events that came before', async () => {
  const { peer, qmp } = await connectScripted();
  const seen: string[] = [];
  using all = qmp.subscribe('*');
  peer.send({ event: 'SHUTDOWN', data: { guest: true, reason: 'guest-shutdown' }, timestamp });
  peer.end.end();
  const loop = async (): Promise<void> => {
    for await (const { event } of all) seen.push(event);
  };
  await expect(loop()).rejects.toBeInstanceOf(QmpConnectionError);
  expect(seen).toEqual(['SHUTDOWN']);
  await expect(all.next()).rejects.toBeInstanceOf(QmpConnectionError);
});

test('next throws when the connection ends while it waits, also by our own close', async () => {
  const { qmp } = await connectScripted();
  using all = qmp.subscribe('*');
  const waiting = rejection(all.next());
  await qmp.close();
  expect(await waiting).toMatchObject({
    code: 'QMP_CONNECTION_CLOSED',
    reason: 'closed',
  });
});

test('next gives up by time or signal without losing the event that follows', async () => {
  const { peer, qmp } = await connectScripted();
  await using _ = qmp;
  using stopped = qmp.subscribe(['STOP']);
  await expect(stopped.next({ timeoutMs: 1 })).rejects.toBeInstanceOf(QmpTimeoutError);
  const controller = new AbortController();
  const aborted = rejection(stopped.next({ signal: controller.signal }));
  controller.abort('enough');
  expect(await aborted).toBe('enough');
  peer.send({ event: 'STOP', timestamp });
  expect((await stopped.next()).event).toBe('STOP');
});

test('a reader that falls behind gets what was queued, then an error: a gap is never silent', async () => {
  const { peer, qmp } = await connectScripted({ maxQueuedEvents: 2 });
  await using _ = qmp;
  using all = qmp.subscribe('*');
  using last = qmp.subscribe(['LAST']);
  for (const event of ['A', 'B', 'C', 'LAST']) peer.send({ event, timestamp });
  await last.next();
  expect([(await all.next()).event, (await all.next()).event]).toEqual(['A', 'B']);
  await expect(all.next()).rejects.toMatchObject({ name: 'QmpError', code: 'QMP_EVENTS_LOST' });
});

test('a filter that throws ends its own subscription only', async () => {
  const { peer, qmp } = await connectScripted();
  await using _ = qmp;
  using broken = qmp.subscribe(['STOP'], () => {
    throw new Error('my bug');
  });
  using sound = qmp.subscribe(['STOP']);
  peer.send({ event: 'STOP', timestamp });
  await expect(broken.next()).rejects.toThrow('my bug');
  expect((await sound.next()).event).toBe('STOP');
});
