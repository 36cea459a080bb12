import { expect, test } from 'vitest';

import { connectQmp } from '../index.ts';
import { answer, startFakeQmpServer } from './index.ts';

test.each([
  ['drops the connection in place of the answer', answer.close(), { code: 'QMP_CONNECTION_CLOSED' }],
  ['sends garbage', answer.bytes('garbage'), { code: 'QMP_PROTOCOL' }],
  ['sends the byte 0xFF', answer.bytes(Uint8Array.of(0xff)), { code: 'QMP_PROTOCOL' }],
  [
    'sends half a message and leaves',
    answer.thenClose(answer.bytes('{"return": {"a": ')),
    { code: 'QMP_CONNECTION_CLOSED' },
  ],
  ['never answers', answer.never(), { code: 'QMP_TIMEOUT' }],
  ['answers with an id of its own', answer.withId('other', {}), { code: 'QMP_TIMEOUT' }],
])('a server that %s', async (_title, scripted, expected) => {
  await using server = await startFakeQmpServer({ commands: { 'x-fault': scripted } });
  await using qmp = await connectQmp({ stream: server.stream() });
  await expect(qmp.execute('x-fault', {}, { timeoutMs: 20 })).rejects.toMatchObject(expected);
});

test('an answer may be followed by the end, come twice, or be large, or in pieces', async () => {
  const large = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`member-${i}`, 'é']));
  for (const pretty of [false, true]) {
    await using server = await startFakeQmpServer({
      pretty,
      chunkBytes: pretty ? 1000 : undefined,
      commands: { 'x-twice': answer.twice({ a: 1 }), 'x-large': large, 'x-last': answer.thenClose({ b: 2 }) },
    });
    await using qmp = await connectQmp({ stream: server.stream() });
    expect(await qmp.execute('x-twice')).toEqual({ a: 1 });
    expect(await qmp.execute('x-large')).toEqual(large);
    expect(await qmp.execute('x-last')).toEqual({ b: 2 });
    expect(await qmp.closed).toMatchObject({ by: 'peer' });
  }
});

test('every byte may come by itself', async () => {
  await using server = await startFakeQmpServer({ chunkBytes: 1, commands: { 'query-name': { name: 'é' } } });
  await using qmp = await connectQmp({ stream: server.stream() });
  expect(await qmp.execute('query-name')).toEqual({ name: 'é' });
});

test('what comes unasked is sent by the test: garbage, half a message, the end', async () => {
  await using server = await startFakeQmpServer();
  const garbled = await connectQmp(server.address);
  server.sendBytes('(qemu) ');
  expect(await garbled.closed).toMatchObject({ by: 'protocol' });
  const cut = await connectQmp(server.address);
  server.sendBytes('{"event": ');
  server.disconnect();
  expect(await cut.closed).toMatchObject({ by: 'peer' });
});

test('the greeting may be missing, doubled, or come after an event', async () => {
  const event = '{"event": "STOP", "timestamp": {"seconds": 1, "microseconds": 2}}\r\n';
  for (const greeting of [(usual: string) => usual + usual, (usual: string) => event + usual]) {
    await using server = await startFakeQmpServer({ greeting });
    await using qmp = await connectQmp(server.address);
    expect(await qmp.supports('quit')).toBe(true);
  }
  await using silent = await startFakeQmpServer({ greeting: () => '' });
  await expect(connectQmp(silent.address, { timeoutMs: 5 })).rejects.toMatchObject({ reason: 'no-greeting' });
});
