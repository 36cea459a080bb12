import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { makeFolder } from '../../test/qemu.ts';
import { greetingLine } from '../../test/scripted-peer.ts';
import { connectQmp } from '../connect.ts';
import { rejection } from '../../test/rejection.ts';

/** A server that greets and agrees to everything. */
function greeter(): Server {
  return createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (text) => {
      socket.write(JSON.stringify({ return: {}, id: JSON.parse(text.toString()).id }));
    });
    socket.write(greetingLine);
  });
}

/** Leaves a socket file behind on which nobody listens, as a killed QEMU does. */
async function leaveDeadSocket(path: string): Promise<void> {
  const server = createServer().listen(`${path}.tmp`);
  await once(server, 'listening');
  renameSync(`${path}.tmp`, path);
  server.close();
  await once(server, 'close');
}

test('a socket that is not there is absent', async () => {
  await using folder = await makeFolder();
  const path = join(folder.path, 'qmp');
  await expect(connectQmp(path)).rejects.toMatchObject({
    reason: 'absent',
    address: path,
    cause: { code: 'ENOENT' },
  });
});

test('a socket on which nobody listens is refused', async () => {
  await using folder = await makeFolder();
  const path = join(folder.path, 'qmp');
  await leaveDeadSocket(path);
  await expect(connectQmp({ path })).rejects.toMatchObject({
    reason: 'refused',
    cause: { code: 'ECONNREFUSED' },
  });
});

test('a file that is no socket is refused, a path that is too long is unreachable', async () => {
  await using folder = await makeFolder();
  await expect(connectQmp(`${folder.path}/${'x'.repeat(120)}`)).rejects.toMatchObject({
    reason: 'unreachable',
  });
});

test('waiting ends at the deadline with what was last found', async () => {
  await using folder = await makeFolder();
  const path = join(folder.path, 'qmp');
  const options = { waitForSocket: true, timeoutMs: 30 };
  await expect(connectQmp(path, options)).rejects.toMatchObject({ reason: 'absent' });
  await leaveDeadSocket(path);
  await expect(connectQmp(path, options)).rejects.toMatchObject({ reason: 'refused' });
  await expect(connectQmp(join(folder.path, 'no', 'folder'), options)).rejects.toMatchObject({
    reason: 'absent',
  });
});

test('waiting ends with the reason of an aborted signal', async () => {
  await using folder = await makeFolder();
  const controller = new AbortController();
  const options = { waitForSocket: true, signal: controller.signal };
  const waiting = rejection(connectQmp(join(folder.path, 'qmp'), options));
  setImmediate(() => controller.abort('enough'));
  expect(await waiting).toBe('enough');
});

test('a socket that appears while we wait is connected to, also in the place of a dead one', async () => {
  await using folder = await makeFolder();
  for (const deadBefore of [false, true]) {
    const path = join(folder.path, `qmp-${deadBefore}`);
    if (deadBefore) await leaveDeadSocket(path);
    const connecting = connectQmp(path, { waitForSocket: true });
    const server = greeter().listen(`${path}.new`);
    await once(server, 'listening');
    renameSync(`${path}.new`, path);
    const qmp = await connecting;
    expect(qmp.greeting.version.qemu.major).toBe(7);
    await qmp.close();
    server.close();
  }
});

test('TCP is spoken too, and a port where nobody listens is refused', async () => {
  const server = greeter().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  await using qmp = await connectQmp({ host: '127.0.0.1', port });
  expect(await qmp.execute('stop')).toEqual({});
  server.close();
  await qmp.close();
  await expect(connectQmp({ host: '127.0.0.1', port })).rejects.toMatchObject({
    reason: 'refused',
    address: `tcp:127.0.0.1:${port}`,
  });
});
