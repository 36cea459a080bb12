import { duplexPair } from 'node:stream';

import { expect, test } from 'vitest';

import { greetingLine, ScriptedPeer } from '../test/scripted-peer.ts';
import { connectQmp } from './connect.ts';
import { rejection } from '../test/rejection.ts';

test('a connected client has QEMU’s greeting', async () => {
  await using qmp = await new ScriptedPeer().accept();
  expect(qmp.greeting).toEqual({
    version: { qemu: { major: 7, minor: 2, micro: 22 }, package: '' },
    capabilities: ['oob'],
  });
});

test('everything before the answer to qmp_capabilities is thrown away, whatever its id', async () => {
  const peer = new ScriptedPeer();
  const connecting = connectQmp({ stream: peer.clientEnd });
  peer.send({ return: 'stale', id: 1 }, { event: 'STOP' }, greetingLine);
  peer.send({ return: 'stale', id: 1 }, { error: { class: 'GenericError', desc: 'stale' } });
  const { execute, id } = await peer.nextCommand();
  expect(execute).toBe('qmp_capabilities');
  expect(id).toMatch(/^[\w-]{8}$/);
  peer.send({ return: {}, id });
  await using qmp = await connecting;
  const answer = qmp.execute('query-name');
  peer.send({ return: { name: 'fresh' }, id: (await peer.nextCommand()).id });
  expect(await answer).toEqual({ name: 'fresh' });
});

test('a peer that says nothing is an error of its own, and its stream is closed', async () => {
  const [stream] = duplexPair();
  await expect(connectQmp({ stream }, { timeoutMs: 5 })).rejects.toMatchObject({
    code: 'QMP_CONNECTION_CLOSED',
    reason: 'no-greeting',
    address: 'stream',
  });
  expect(stream.destroyed).toBe(true);
});

test('a peer that greets and then goes silent is a time-out of qmp_capabilities', async () => {
  const peer = new ScriptedPeer();
  peer.send(greetingLine);
  await expect(connectQmp({ stream: peer.clientEnd }, { timeoutMs: 5 })).rejects.toMatchObject({
    code: 'QMP_TIMEOUT',
    command: 'qmp_capabilities',
    timeoutMs: 5,
  });
  expect(peer.clientEnd.destroyed).toBe(true);
});

test('a peer that refuses the negotiation is a command error', async () => {
  const peer = new ScriptedPeer();
  const connecting = rejection(connectQmp({ stream: peer.clientEnd }));
  peer.send(greetingLine);
  peer.send({ error: { class: 'GenericError', desc: 'no' }, id: (await peer.nextCommand()).id });
  expect(await connecting).toMatchObject({
    command: 'qmp_capabilities',
    errorClass: 'GenericError',
  });
});

test('a peer that is not a QMP monitor is a protocol error', async () => {
  const peer = new ScriptedPeer();
  peer.send('QEMU 7.2.22 monitor - type "help" for more information\r\n(qemu) ');
  await expect(connectQmp({ stream: peer.clientEnd })).rejects.toMatchObject({ code: 'QMP_PROTOCOL' });
});

test('a peer that leaves before it greets is a closed connection', async () => {
  const peer = new ScriptedPeer();
  peer.end.end();
  await expect(connectQmp({ stream: peer.clientEnd })).rejects.toMatchObject({ reason: 'closed' });
});

test('an abort throws the reason of the signal and closes the stream', async () => {
  for (const abortFirst of [true, false]) {
    const [stream] = duplexPair();
    const controller = new AbortController();
    if (abortFirst) controller.abort('enough');
    const connecting = rejection(connectQmp({ stream }, { signal: controller.signal }));
    controller.abort('enough');
    expect(await connecting).toBe('enough');
    expect(stream.destroyed).toBe(true);
  }
});
