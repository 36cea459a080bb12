import { expect, test } from 'vitest';

import { rejection } from '../../test/rejection.ts';
import { connectScriptedAgent, ScriptedAgent } from '../../test/scripted-agent.ts';
import { connectGuestAgent } from './connect-guest-agent.ts';

const strayByte = '{"error": {"class": "GenericError", "desc": "JSON parse error, stray \'\\uFFFD\'"}}\n';

test('a command is one line, without an id, as old agents refuse or lose one', async () => {
  const { peer, agent } = await connectScriptedAgent();
  await using _ = agent;
  const answer = agent.execute('guest-set-time', { time: 2n ** 60n });
  expect(await peer.nextLine()).toBe('{"execute":"guest-set-time","arguments":{"time":1152921504606846976}}');
  peer.send({ return: {} });
  expect(await answer).toEqual({});
});

test.each([
  ['the error about the byte that marks the synchronisation', strayByte],
  ['late answers', '{"return": 1}\n{"return": {}}\n'],
  ['the rest of a late answer', '"b"]}}\n'],
  ['an answer to a synchronisation of another client', '\xff{"return": 1}\n'],
  ['bytes that are no JSON at all', 'garbage }{ "\x01\n\xff'],
  ['a message cut off by the next', '\xff{"return": {"a": "\xff'],
])('synchronising gets past %s', async (_title, before) => {
  const { peer, agent } = await connectScriptedAgent({}, before);
  await using _ = agent;
  const answer = agent.execute('guest-ping');
  await peer.nextLine();
  peer.send({ return: { right: true } });
  expect(await answer).toEqual({ right: true });
});

test('after a time-out the next command synchronises first, and the late answer belongs to nobody', async () => {
  const { peer, agent } = await connectScriptedAgent();
  await using _ = agent;
  await expect(agent.execute('guest-get-host-name', {}, { timeoutMs: 5 })).rejects.toMatchObject({
    code: 'QMP_TIMEOUT',
    command: 'guest-get-host-name',
  });
  await peer.nextLine();
  const answer = agent.execute('guest-get-timezone');
  await peer.synchronise(`{"return": {"host-name": "late"}}\n${strayByte}`);
  expect(await peer.nextLine()).toContain('guest-get-timezone');
  peer.send({ return: { offset: 0 } });
  expect(await answer).toEqual({ offset: 0 });
});

test.each([
  ['is not JSON', 'nonsense\n', 'nonsense'],
  ['is JSON only by its brackets', '{"return": nonsense}\n', 'nonsense'],
  ['is longer than allowed', `{"return": "${'x'.repeat(300)}"}\n`, 'over the limit of 200 bytes'],
])(
  'an answer that %s is a protocol error, and the next command synchronises',
  async (_title, bytes, text) => {
    const { peer, agent } = await connectScriptedAgent({ maxMessageBytes: 200 });
    await using _ = agent;
    const garbled = rejection(agent.execute('guest-get-users'));
    await peer.nextLine();
    peer.send(bytes);
    expect(await garbled).toMatchObject({ code: 'QMP_PROTOCOL', message: expect.stringContaining(text) });
    const answer = agent.execute('guest-ping');
    await peer.synchronise();
    await peer.nextLine();
    peer.send({ return: {} });
    expect(await answer).toEqual({});
  },
);

test('a late answer to a synchronisation is not taken for one to a command', async () => {
  const { peer, agent } = await connectScriptedAgent();
  await using _ = agent;
  const answer = agent.execute('guest-ping');
  await peer.nextLine();
  peer.send('\xff', { return: 1 }, { return: {} });
  expect(await answer).toEqual({});
});

test('a thaw goes out along with the synchronisation, so that it happens even if we have given up', async () => {
  const { peer, agent } = await connectScriptedAgent();
  await using _ = agent;
  await rejection(agent.execute('guest-fsfreeze-freeze', {}, { timeoutMs: 5 }));
  const error = await rejection(agent.execute('guest-fsfreeze-thaw', {}, { timeoutMs: 5 }));
  expect(error).toMatchObject({ code: 'QMP_TIMEOUT' });
  await peer.nextLine();
  await peer.nextSyncId();
  expect(await peer.nextLine()).toBe('{"execute":"guest-fsfreeze-thaw","arguments":{}}');
});

test('a command without an answer succeeds by silence; its late error is not taken for an answer', async () => {
  const { peer, agent } = await connectScriptedAgent();
  await using _ = agent;
  expect(await agent.executeWithoutReply('guest-suspend-disk', {}, { quietMs: 5 })).toBe('silent');
  await peer.nextLine();
  const answer = agent.execute('guest-ping');
  await peer.synchronise('{"error": {"class": "GenericError", "desc": "late"}}\n');
  await peer.nextLine();
  peer.send({ return: {} });
  expect(await answer).toEqual({});
});

test('the end of the connection rejects what waits, naming all of it, and what comes after', async () => {
  const { peer, agent } = await connectScriptedAgent();
  const both = Promise.allSettled([agent.execute('guest-ping'), agent.execute('guest-info')]);
  await peer.nextLine();
  peer.end.end();
  const [first, second] = await both;
  expect(first).toMatchObject({
    reason: { reason: 'closed', pendingCommands: ['guest-ping', 'guest-info'] },
  });
  expect(second).toMatchObject({ reason: { code: 'QMP_CONNECTION_CLOSED' } });
  expect(await agent.closed).toMatchObject({ by: 'peer' });
  await expect(agent.execute('guest-ping')).rejects.toMatchObject({ reason: 'closed' });
});

test('closing rejects what waits, and happens once', async () => {
  const { peer, agent } = await connectScriptedAgent();
  const waiting = rejection(agent.execute('guest-ping'));
  await peer.nextLine();
  await Promise.all([agent.close(), agent.close()]);
  expect(String(await waiting)).toContain('this client closed it');
  expect(await agent.closed).toEqual({ by: 'us' });
});

test('a connection that ends before an agent has answered is closed, and leaves nothing open', async () => {
  const peer = new ScriptedAgent();
  const connecting = rejection(connectGuestAgent({ stream: peer.clientEnd }));
  await peer.nextSyncId();
  peer.end.end();
  expect(await connecting).toMatchObject({
    reason: 'closed',
    message: expect.stringContaining('no guest agent'),
  });
  expect(peer.clientEnd.destroyed).toBe(true);
});

function info(enabled: boolean): object {
  return {
    return: { version: '', supported_commands: [{ name: 'guest-exec', enabled, 'success-response': true }] },
  };
}

test('what an agent supports is asked once, and again after a synchronisation', async () => {
  const { peer, agent } = await connectScriptedAgent({ commandTimeoutMs: 1000 });
  await using _ = agent;
  const both = Promise.all([agent.supports('guest-exec'), agent.supports('guest-nonsense')]);
  expect(await peer.nextLine()).toContain('guest-info');
  peer.send(info(true));
  expect(await both).toEqual([true, false]);
  expect(await agent.supports('guest-exec')).toBe(true);
  expect(peer.unread).toEqual([]);
  await rejection(agent.execute('guest-ping', {}, { timeoutMs: 5 }));
  await peer.nextLine();
  const ping = agent.execute('guest-ping');
  await peer.synchronise();
  await peer.nextLine();
  peer.send({ return: {} });
  await ping;
  const again = agent.supports('guest-exec');
  expect(await peer.nextLine()).toContain('guest-info');
  peer.send(info(false));
  expect(await again).toBe(false);
});
