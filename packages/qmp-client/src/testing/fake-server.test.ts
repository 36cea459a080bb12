import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

import { expect, test } from 'vitest';

import { rejection } from '../../test/rejection.ts';
import { connectQmp, QmpCommandError, QmpConnectionError } from '../index.ts';
import { answer, startFakeQmpServer } from './index.ts';

const refused = 'QMP_COMMAND_FAILED';

test('a client is answered as scripted: by values, functions, errors and sequences', async () => {
  await using server = await startFakeQmpServer({
    version: '7.2.22',
    commands: {
      'query-status': answer.inTurn(
        { running: false, status: 'prelaunch' },
        { running: true, status: 'running' },
      ),
      balloon: ({ value }) => (value > 2 ** 30 ? answer.error('GenericError', 'too much') : {}),
      'x-not-typed': ({ depth }) => ({ echo: depth }),
    },
  });
  await using qmp = await connectQmp(server.address);
  expect(qmp.greeting.version.qemu).toEqual({ major: 7, minor: 2, micro: 22 });
  expect(await qmp.execute('query-status')).toMatchObject({ status: 'prelaunch' });
  expect(await qmp.execute('query-status')).toMatchObject({ status: 'running' });
  expect(await qmp.execute('query-status')).toMatchObject({ status: 'running' });
  expect(await qmp.execute('balloon', { value: 1024 })).toEqual({});
  await expect(qmp.execute('balloon', { value: 2 ** 40 })).rejects.toMatchObject({ desc: 'too much' });
  expect(await qmp.execute('x-not-typed', { depth: 2 })).toEqual({ echo: 2 });
  await expect(qmp.execute('x-unknown')).rejects.toMatchObject({
    errorClass: 'CommandNotFound',
    desc: 'The command x-unknown has not been found',
  });
});

test('what arrived can be read: commands, arguments, the exact text', async () => {
  await using server = await startFakeQmpServer({ commands: { stop: {}, balloon: {} } });
  await using qmp = await connectQmp(server.address);
  const both = Promise.all([qmp.execute('balloon', { value: 5n }), qmp.execute('stop')]);
  expect(await server.nextCommand('stop')).toMatchObject({ command: 'stop', args: {} });
  expect((await server.nextCommand()).text).toMatch(
    /^{"execute":"balloon","arguments":{"value":5},"id":\d+}$/,
  );
  await both;
  expect(server.received.map(({ command }) => command)).toEqual(['qmp_capabilities', 'balloon', 'stop']);
  await expect(server.nextCommand(undefined, { timeoutMs: 1 })).rejects.toMatchObject({
    code: 'QMP_TIMEOUT',
  });
});

test('events carry data and the time of the clock given', async () => {
  await using server = await startFakeQmpServer({
    now: () => 1_700_000_000_250,
    commands: {
      stop: () => {
        server.emit('STOP');
        return {};
      },
    },
  });
  await using qmp = await connectQmp(server.address);
  using all = qmp.subscribe('*');
  await qmp.execute('stop');
  server.emit('SHUTDOWN', { guest: true, reason: 'guest-shutdown' });
  expect(await all.next()).toEqual({
    event: 'STOP',
    data: {},
    timestamp: { seconds: 1_700_000_000, microseconds: 250_000 },
  });
  expect((await all.next()).data).toEqual({ guest: true, reason: 'guest-shutdown' });
});

test('without a socket, over TCP, and at a path of the test’s own: the address is what connectQmp takes', async () => {
  await using tcp = await startFakeQmpServer({ listen: { tcp: true } });
  await using overTcp = await connectQmp(tcp.address);
  expect(await overTcp.supports('query-version')).toBe(true);
  await using memory = await startFakeQmpServer({ listen: false });
  await using inMemory = await connectQmp({ stream: memory.stream() });
  expect(await inMemory.supports('query-version')).toBe(true);
  expect(() => memory.address).toThrow(TypeError);
});

test('closing leaves neither connection nor socket nor folder', async () => {
  const server = await startFakeQmpServer();
  const path = typeof server.address === 'string' ? server.address : '';
  const qmp = await connectQmp(server.address);
  await server.close();
  expect(await qmp.closed).toMatchObject({ by: 'peer' });
  expect(existsSync(dirname(path))).toBe(false);
  await server.close();
});

test('one client is served at a time; the next is greeted when it has left', async () => {
  await using server = await startFakeQmpServer();
  const first = await connectQmp(server.address);
  const silent = await rejection(connectQmp(server.address, { timeoutMs: 5 }));
  expect(silent).toMatchObject({ reason: 'no-greeting' });
  const second = connectQmp(server.address);
  expect(server.connections[0]).toBe('served');
  await first.close();
  await (await second).close();
  await server.clientLeft();
  expect(server.connections).toEqual(['closed', 'closed', 'closed']);
});

test('an answer can be held back until the test says so; those behind it wait too', async () => {
  const gate = Promise.withResolvers<void>();
  await using server = await startFakeQmpServer({
    commands: { 'x-slow': answer.after(gate.promise, { slow: true }), stop: {} },
  });
  await using qmp = await connectQmp(server.address);
  const order: string[] = [];
  const slow = qmp.execute('x-slow').then(() => order.push('x-slow'));
  const stop = qmp.execute('stop').then(() => order.push('stop'));
  await server.nextCommand('stop');
  expect(order).toEqual([]);
  gate.resolve();
  await Promise.all([slow, stop]);
  expect(order).toEqual(['x-slow', 'stop']);
});

test('a client that leaves during a command passes its answer on to the next client, as in QEMU', async () => {
  const gate = Promise.withResolvers<void>();
  await using server = await startFakeQmpServer({
    commands: { 'x-slow': answer.after(gate.promise, 'stale'), stop: {} },
  });
  const first = await connectQmp(server.address);
  const lost = [rejection(first.execute('x-slow')), rejection(first.execute('stop'))];
  await server.nextCommand('stop');
  await first.close();
  await Promise.all(lost);
  await server.clientLeft();
  gate.resolve();
  const stream = server.stream();
  const heard: string[] = [];
  stream.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
  stream.write('{"execute":"qmp_capabilities","id":"next"}');
  await server.nextCommand('qmp_capabilities');
  await server.nextCommand('qmp_capabilities');
  const { promise, resolve } = Promise.withResolvers<void>();
  stream.on('data', () => heard.join('').includes('next') && resolve());
  await promise;
  const ids = heard.join('').matchAll(/"id": "?(\w+)/g);
  // The greeting has no id; the queued `stop` was dropped.
  expect([...ids].map(([, id]) => id)).toEqual([expect.stringMatching(/^\d+$/), 'next']);
});

test('an out-of-band command overtakes what is queued, where that was negotiated', async () => {
  const gate = Promise.withResolvers<void>();
  await using server = await startFakeQmpServer({
    commands: { 'x-slow': answer.after(gate.promise, {}), yank: {}, stop: {} },
  });
  const stream = server.stream();
  const ids: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  stream.on('data', (chunk: Buffer) => {
    for (const [, id = ''] of chunk.toString().matchAll(/"id": "(\w+)"/g)) {
      ids.push(id);
      if (id === 'oob') gate.resolve();
      if (id === 'stop') resolve();
    }
  });
  stream.write('{"execute":"qmp_capabilities","arguments":{"enable":["oob"]}}');
  stream.write(
    '{"execute":"x-slow","id":"slow"}{"execute":"stop","id":"stop"}{"exec-oob":"yank","id":"oob"}',
  );
  await promise;
  expect(ids).toEqual(['oob', 'slow', 'stop']);
});

test('quit announces itself, answers, and ends the server for everyone', async () => {
  await using server = await startFakeQmpServer();
  await using qmp = await connectQmp(server.address);
  using all = qmp.subscribe('*');
  expect(await qmp.execute('quit')).toEqual({});
  expect((await all.next()).event).toBe('SHUTDOWN');
  expect(await qmp.closed).toMatchObject({ by: 'peer' });
  await expect(connectQmp(server.address)).rejects.toBeInstanceOf(QmpConnectionError);
});

test('the negotiation itself can be scripted to fail', async () => {
  await using server = await startFakeQmpServer({
    commands: { qmp_capabilities: answer.error('GenericError', 'not today') },
  });
  await expect(connectQmp(server.address)).rejects.toBeInstanceOf(QmpCommandError);
});

test('a function of the script that throws is told to the client, not to the process', async () => {
  await using server = await startFakeQmpServer({
    commands: {
      stop: () => {
        throw new TypeError('my bug');
      },
    },
  });
  await using qmp = await connectQmp(server.address);
  await expect(qmp.execute('stop')).rejects.toMatchObject({
    code: refused,
    desc: expect.stringContaining('my bug'),
  });
});
