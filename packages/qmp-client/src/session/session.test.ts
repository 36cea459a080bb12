import { describe, expect, test, vi } from 'vitest';

import { connectScripted } from '../../test/scripted-peer.ts';
import { QmpCommandError, QmpConnectionError, QmpProtocolError, QmpTimeoutError } from '../errors.ts';
import { rejection } from '../../test/rejection.ts';

describe('commands', () => {
  test('are sent as compact JSON with a short id, members in this order', async () => {
    const { peer, qmp } = await connectScripted();
    await using _ = qmp;
    const answer = qmp.execute('balloon', { value: 2n ** 60n });
    const { id } = await peer.nextCommand();
    expect(peer.texts.at(-1)).toBe('{"execute":"balloon","arguments":{"value":1152921504606846976},"id":1}');
    peer.send({ return: {}, id });
    expect(await answer).toEqual({});
  });

  test('are matched with their replies by id, in whatever order those come', async () => {
    const { peer, qmp } = await connectScripted();
    await using _ = qmp;
    const answers = ['a', 'b', 'c'].map((name) => qmp.execute(name));
    const [a, b, c] = [await peer.nextCommand(), await peer.nextCommand(), await peer.nextCommand()];
    peer.send({ return: 'C', id: c.id }, { return: 'A', id: a.id }, { return: 'B', id: b.id });
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C']);
  });

  test('reject with class, description and name when QEMU refuses', async () => {
    const { peer, qmp } = await connectScripted();
    await using _ = qmp;
    const answer = qmp.execute('device_del', { id: 'x' });
    const { id } = await peer.nextCommand();
    peer.send({ id, error: { class: 'DeviceNotFound', desc: "Device 'x' not found" } });
    const error = await rejection(answer);
    expect(error).toBeInstanceOf(QmpCommandError);
    expect(error).toMatchObject({
      name: 'QmpCommandError',
      code: 'QMP_COMMAND_FAILED',
      command: 'device_del',
      errorClass: 'DeviceNotFound',
      desc: "Device 'x' not found",
    });
  });

  test('are not confused by unknown ids, duplicate replies, late greetings or unknown messages', async () => {
    const { peer, qmp } = await connectScripted();
    await using _ = qmp;
    const first = qmp.execute('first');
    const { id } = await peer.nextCommand();
    peer.send({ return: 0, id: 777 }, { return: 0, id: 'x' }, { return: 0 }, { QMP: {} }, { surprise: 1 });
    peer.send({ return: 1, id }, { return: 2, id });
    expect(await first).toBe(1);
    const second = qmp.execute('second');
    peer.send({ return: 2, id: (await peer.nextCommand()).id });
    expect(await second).toBe(2);
  });

  test('reject with the reason of their signal, before sending as well as after', async () => {
    const { peer, qmp } = await connectScripted();
    await using _ = qmp;
    const reason = new Error('changed my mind');
    await expect(qmp.execute('never-sent', {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const answer = qmp.execute('slow', {}, { signal: controller.signal });
    const { execute, id } = await peer.nextCommand();
    expect(execute).toBe('slow');
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    // The late reply belongs to nobody.
    peer.send({ return: 'late', id });
    const next = qmp.execute('next');
    peer.send({ return: 'prompt', id: (await peer.nextCommand()).id });
    expect(await next).toBe('prompt');
  });

  test('reject with their name and time when the answer takes too long', async () => {
    const { qmp } = await connectScripted();
    await using _ = qmp;
    const error = await rejection(qmp.execute('slow', {}, { timeoutMs: 5 }));
    expect(error).toBeInstanceOf(QmpTimeoutError);
    expect(error).toMatchObject({ code: 'QMP_TIMEOUT', command: 'slow', timeoutMs: 5 });
  });

  test.each([-1, Number.NaN])('do not take a timeoutMs of %d', async (timeoutMs) => {
    const { qmp } = await connectScripted();
    await using _ = qmp;
    await expect(qmp.execute('x', {}, { timeoutMs })).rejects.toBeInstanceOf(RangeError);
  });

  test('have no time limit where timeoutMs is Infinity', async () => {
    const { peer, qmp } = await connectScripted();
    await using _ = qmp;
    const answer = qmp.execute('x', {}, { timeoutMs: Number.POSITIVE_INFINITY });
    peer.send({ return: 1, id: (await peer.nextCommand()).id });
    expect(await answer).toBe(1);
  });
});

describe('the end of the connection', () => {
  test('by the peer rejects every command, naming it and all others', async () => {
    const { peer, qmp } = await connectScripted();
    const answers = Promise.allSettled([qmp.execute('first'), qmp.execute('second')]);
    await peer.nextCommand();
    peer.end.end();
    for (const [index, result] of (await answers).entries()) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { code: 'QMP_CONNECTION_CLOSED', reason: 'closed', pendingCommands: ['first', 'second'] },
      });
      expect(String(result.status === 'rejected' && result.reason)).toContain(['first', 'second'][index]);
    }
    expect(await qmp.closed).toMatchObject({ by: 'peer', error: { code: 'QMP_CONNECTION_CLOSED' } });
    await expect(qmp.execute('third')).rejects.toMatchObject({ pendingCommands: [] });
    expect(() => qmp.subscribe('*')).toThrow(QmpConnectionError);
  });

  test('by an error of the stream has that error as its cause', async () => {
    const { peer, qmp } = await connectScripted();
    const cause = new Error('cable cut');
    peer.clientEnd.destroy(cause);
    expect(await qmp.closed).toMatchObject({ by: 'peer', error: { cause } });
  });

  test('by ourselves rejects what is under way, and happens once', async () => {
    const { qmp } = await connectScripted();
    const answer = qmp.execute('slow');
    const rejected = rejection(answer);
    await Promise.all([qmp.close(), qmp.close()]);
    expect(await rejected).toMatchObject({ reason: 'closed', pendingCommands: ['slow'] });
    await qmp.close();
    expect(await qmp.closed).toEqual({ by: 'us' });
  });

  test.each([
    ['bytes that are not JSON', '{"return": nonsense}', 'nonsense'],
    ['bytes between messages', 'garbage', 'garbage'],
    ['the byte 0xFF', Buffer.from([0xff]).toString('latin1'), 'ÿ'],
    [
      'word that QEMU could not parse us',
      '{"error": {"class": "GenericError", "desc": "JSON parse error"}}',
      'JSON parse',
    ],
  ])('by %s is a protocol error with an excerpt', async (_title, bytes, excerpt) => {
    const { peer, qmp } = await connectScripted();
    const answer = rejection(qmp.execute('query-status'));
    peer.send(bytes);
    const error = await answer;
    expect(error).toBeInstanceOf(QmpProtocolError);
    expect(error).toMatchObject({ excerpt: expect.stringContaining(excerpt) });
    expect(await qmp.closed).toMatchObject({ by: 'protocol', error });
  });

  test('by a message over the limit names the limit', async () => {
    const { peer, qmp } = await connectScripted({ maxMessageBytes: 200 });
    const answer = qmp.execute('query-status');
    peer.send({ return: 'x'.repeat(200), id: 1 });
    await expect(answer).rejects.toMatchObject({ code: 'QMP_PROTOCOL', limitBytes: 200 });
  });
});

test('what QEMU supports is asked once and remembered, and asked again after a failure', async () => {
  const { peer, qmp } = await connectScripted();
  await using _ = qmp;
  const failed = qmp.supports('cont');
  peer.send({ error: { class: 'GenericError', desc: 'not now' }, id: (await peer.nextCommand()).id });
  await expect(failed).rejects.toThrow(QmpCommandError);
  const both = Promise.all([qmp.supports('cont'), qmp.supports('con')]);
  peer.send({ return: [{ name: 'cont' }], id: (await peer.nextCommand()).id });
  expect(await both).toEqual([true, false]);
  expect(await qmp.supports('cont')).toBe(true);
  expect(peer.texts.filter((text) => text.includes('query-commands'))).toHaveLength(2);
});

test('an idle client has no timer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { peer, qmp } = await connectScripted();
    const answer = qmp.execute('query-status', {}, { timeoutMs: 60_000 });
    using stopped = qmp.subscribe(['STOP']);
    const event = stopped.next({ timeoutMs: 60_000 });
    expect(vi.getTimerCount()).toBe(2);
    peer.send({ event: 'STOP' }, { return: {}, id: (await peer.nextCommand()).id });
    await Promise.all([answer, event]);
    expect(vi.getTimerCount()).toBe(0);
    await qmp.close();
  } finally {
    vi.useRealTimers();
  }
});
