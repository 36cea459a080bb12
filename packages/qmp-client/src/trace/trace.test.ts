import { subscribe, unsubscribe } from 'node:diagnostics_channel';

import { expect, test } from 'vitest';

import { rejection } from '../../test/rejection.ts';
import { connectScripted } from '../../test/scripted-peer.ts';
import { QmpConnectionError } from '../errors.ts';

/** What is published on a channel until the end of the scope. */
function hear(name: string): Disposable & { readonly heard: unknown[] } {
  const heard: unknown[] = [];
  const onMessage = (message: unknown): void => {
    heard.push(message);
  };
  subscribe(name, onMessage);
  return { heard, [Symbol.dispose]: () => unsubscribe(name, onMessage) };
}

test('each command is published with its id, its times and its outcome', async () => {
  using commands = hear('kvmkit:qmp:command');
  const { peer, qmp } = await connectScripted();
  const first = qmp.execute('query-status');
  const second = rejection(qmp.execute('device_del', { id: 'x' }));
  const third = rejection(qmp.execute('slow', {}, { timeoutMs: 1 }));
  const fourth = rejection(qmp.execute('lost'));
  peer.send({ return: {}, id: 1 }, { error: { class: 'DeviceNotFound', desc: 'no' }, id: 2 });
  await Promise.all([first, second, third]);
  await qmp.close();
  await fourth;
  expect(commands.heard).toEqual(
    [
      ['query-status', 1, 'answered'],
      ['device_del', 2, 'refused'],
      ['slow', 3, 'abandoned'],
      ['lost', 4, 'lost'],
    ].map(([command, id, outcome]) => {
      const times = { queueMs: expect.any(Number), wireMs: expect.any(Number) };
      return { address: 'stream', command, id, outcome, oob: false, ...times };
    }),
  );
});

test('each event is published, also where nobody subscribed to it', async () => {
  using events = hear('kvmkit:qmp:event');
  const { peer, qmp } = await connectScripted();
  const answer = qmp.execute('stop');
  peer.send({ event: 'STOP', timestamp: { seconds: 1, microseconds: 2 } }, { return: {}, id: 1 });
  await answer;
  expect(events.heard).toEqual([
    { address: 'stream', event: { event: 'STOP', data: {}, timestamp: { seconds: 1, microseconds: 2 } } },
  ]);
  await qmp.close();
});

test('each message is published as it goes over the wire, without secrets', async () => {
  using messages = hear('kvmkit:qmp:message');
  const { peer, qmp } = await connectScripted();
  const answer = qmp.execute('set_password', { protocol: 'vnc', password: 'hunter2' });
  peer.send({ return: {}, id: 1 });
  await answer;
  expect(messages.heard.slice(-2)).toEqual([
    {
      address: 'stream',
      direction: 'sent',
      text: '{"execute":"set_password","arguments":{"protocol":"vnc","password":"***"},"id":1}',
    },
    { address: 'stream', direction: 'received', text: '{"return":{},"id":1}' },
  ]);
  expect(JSON.stringify(messages.heard)).not.toContain('hunter2');
  await qmp.close();
});

test('the error that ends a connection has its last 16 messages, without secrets, and does not print them', async () => {
  const { peer, qmp } = await connectScripted();
  for (let index = 1; index <= 10; index += 1) {
    const answer = qmp.execute('human-monitor-command', {
      'command-line': `set_password vnc secret-${index}`,
    });
    const { id } = await peer.nextCommand();
    peer.send({ return: 'x'.repeat(index === 10 ? 5000 : 500), id });
    await answer;
  }
  const lost = rejection(qmp.execute('query-status'));
  await peer.nextCommand();
  peer.end.end();
  const error = await lost;
  if (!(error instanceof QmpConnectionError)) throw new Error('another error');
  const { recentMessages } = error;
  expect(recentMessages).toHaveLength(16);
  expect(recentMessages.at(-1)).toEqual({ direction: 'sent', text: '{"execute":"query-status","id":2}' });
  expect(recentMessages.at(-2)).toEqual({
    direction: 'received',
    text: expect.stringMatching(/^\{"return":… \(\d+ characters\)$/),
  });
  expect(recentMessages.at(-3)).toEqual({
    direction: 'sent',
    text: '{"execute":"human-monitor-command","arguments":{"command-line":"set_password ***"},"id":1}',
  });
  expect(recentMessages.at(-4)?.text).toMatch(/^\{"return":"x+…$/);
  expect(JSON.stringify(recentMessages)).not.toContain('secret-');
  expect(Object.keys(error)).not.toContain('recentMessages');
});

test('the error of a refused command has its arguments, without secrets', async () => {
  const { peer, qmp } = await connectScripted();
  const refused = rejection(qmp.execute('set_password', { protocol: 'vnc', password: 'hunter2' }));
  peer.send({ error: { class: 'GenericError', desc: 'no' }, id: 1 });
  expect(await refused).toMatchObject({ arguments: { protocol: 'vnc', password: '***' } });
  await qmp.close();
});
