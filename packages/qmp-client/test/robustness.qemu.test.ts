import { connect, type Socket } from 'node:net';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { describe, expect, test } from 'vitest';

import { connectQmp } from '../src/index.ts';
import { answer, startFakeQmpServer } from '../src/testing/index.ts';
import { startQemu } from './qemu.ts';
import { rejection } from './rejection.ts';

/*
What users of QMP clients have complained about, each as a sentence that holds here. Those that are not in this file:

connect.test.ts         no greeting, silence after it, an event before it, a refused qmp_capabilities, an early end
connect.qemu.test.ts    a socket left open, a second client, answers owed to another client
commands.qemu.test.ts   a line of 200 KB, integers beyond 2^53, a QEMU that dies with commands in flight, late answers
session.test.ts         answers out of order, the class of an error, unknown ids
subscription.test.ts    an event without data, an unknown event, a reader that falls behind
framing.test.ts         a chunk is not a message
*/

describe('a client', () => {
  test('gets its answers also when nobody reads the events', async () => {
    await using server = await startFakeQmpServer({ commands: { 'query-name': { name: 'x' } } });
    await using qmp = await connectQmp(server.address);
    using unread = qmp.subscribe('*');
    for (let n = 0; n < 5000; n += 1) server.emit('RTC_CHANGE', { offset: n, 'qom-path': '/' });
    expect(await qmp.execute('query-name')).toEqual({ name: 'x' });
    // What there was no room for is told to the one who did not read, and to nobody else.
    for (let n = 0; n < 1024; n += 1) await unread.next();
    await expect(unread.next()).rejects.toMatchObject({ code: 'QMP_EVENTS_LOST' });
  });

  test('can execute a command while it handles the event of the command before', async () => {
    await using server = await startFakeQmpServer({
      commands: {
        eject: () => {
          server.emit('DEVICE_TRAY_MOVED', { device: 'cd', id: 'cd', 'tray-open': true });
          return {};
        },
        'query-block': [],
      },
    });
    await using qmp = await connectQmp(server.address);
    using moved = qmp.subscribe(['DEVICE_TRAY_MOVED']);
    const handled = (async (): Promise<unknown> => {
      for await (const event of moved) return [event.event, await qmp.execute('query-block')];
      throw new Error('no event came');
    })();
    await qmp.execute('eject', { id: 'cd' });
    expect(await handled).toEqual(['DEVICE_TRAY_MOVED', []]);
  });

  test('takes values that QEMU has added to an enum, members it has added to an answer, and a new kind of greeting', async () => {
    const fromTheFuture = '{"running": false, "status": "dreaming", "depth": 3}';
    await using server = await startFakeQmpServer({
      greeting: (usual) =>
        usual.replace('{"QMP": {', '{"QMP": {"mood": "good", ').replace('"oob"', '"oob", "x-new"'),
      commands: {
        'query-status': (_args, { id }) =>
          answer.bytes(`{"return": ${fromTheFuture}, "id": ${Number(id)}}\r\n`),
      },
    });
    await using qmp = await connectQmp(server.address);
    expect(qmp.greeting.capabilities).toEqual(['oob', 'x-new']);
    expect(await qmp.execute('query-status')).toEqual(JSON.parse(fromTheFuture));
  });

  test('is not held up by a guest that does not answer another one', async () => {
    const never = Promise.withResolvers<void>();
    await using stuck = await startFakeQmpServer({
      commands: { 'query-status': answer.after(never.promise, {}) },
    });
    await using sound = await startFakeQmpServer({ commands: { 'query-name': { name: 'sound' } } });
    await using toStuck = await connectQmp(stuck.address);
    await using toSound = await connectQmp(sound.address);
    const waiting = rejection(toStuck.execute('query-status', {}, { timeoutMs: 50 }));
    expect(await toSound.execute('query-name')).toEqual({ name: 'sound' });
    expect(await waiting).toMatchObject({ code: 'QMP_TIMEOUT', command: 'query-status' });
  });

  test('that was told off does not take the next connection for the last one', async () => {
    await using server = await startFakeQmpServer({
      commands: { qmp_capabilities: answer.inTurn(answer.error('GenericError', 'not now'), {}) },
    });
    await expect(connectQmp(server.address)).rejects.toMatchObject({ command: 'qmp_capabilities' });
    await using qmp = await connectQmp(server.address);
    expect(await qmp.supports('quit')).toBe(true);
    expect(server.connections).toEqual(['closed', 'served']);
  });
});

describeEachQemu('a client', ({ binary }) => {
  test('is told that others queue for the monitor, where the system says only EAGAIN', async () => {
    await using host = await startQemu(binary);
    await using _ = await connectQmp(host.socketPath, { waitForSocket: true });
    const queue: Socket[] = [];
    try {
      let error: unknown;
      // QEMU lets one or two wait.
      while (error === undefined && queue.length < 10) {
        const next = await connectQmp(host.socketPath, { timeoutMs: 20 }).catch((reason: unknown) => reason);
        if (next instanceof Error && 'cause' in next && next.cause !== undefined) error = next;
        else queue.push(connect(host.socketPath).on('error', () => {}));
      }
      expect(error).toMatchObject({ reason: 'no-greeting', cause: { code: 'EAGAIN' } });
    } finally {
      for (const socket of queue) socket.destroy();
    }
  });

  test('has its answers apart from the events that come between', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    using all = qmp.subscribe('*');
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_unused, n) => {
        const [print] = await Promise.all([
          qmp.execute('human-monitor-command', { 'command-line': `print ${n}` }),
          qmp.execute(n % 2 === 0 ? 'cont' : 'stop'),
        ]);
        return Number(print);
      }),
    );
    expect(answers).toEqual(answers.map((_unused, n) => n));
    const names: string[] = [];
    for (let n = 0; n < 50; n += 1) names.push((await all.next()).event);
    expect(names).toEqual(names.map((_unused, n) => (n % 2 === 0 ? 'RESUME' : 'STOP')));
  });
});
