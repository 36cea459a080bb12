import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';
import { createWebSocketStream, WebSocketServer } from 'ws';

import { connectQmp, QmpTimeoutError } from '../src/index.ts';
import { makeFolder, startQemu, TestQemu } from './qemu.ts';

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describeEachQemu('WebSocket', ({ binary }) => {
  test('a monitor behind a WebSocket is spoken to like any other, also with a line of 200 KB', async () => {
    await using host = await startQemu(binary);
    await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
    const bridge = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    bridge.on('connection', (socket) => {
      const monitor = connect(host.socketPath);
      const web = createWebSocketStream(socket);
      Promise.all([pipeline(web, monitor), pipeline(monitor, web)]).catch(() => socket.terminate());
    });
    await once(bridge, 'listening');
    const qmp = await connectQmp({ url: `ws://127.0.0.1:${portOf(bridge)}` });
    expect((await qmp.schema()).entries.length).toBeGreaterThan(800);
    using stopped = qmp.subscribe(['STOP']);
    await qmp.execute('cont');
    await qmp.execute('stop');
    expect((await stopped.next()).event).toBe('STOP');
    expect(await qmp.execute('quit')).toEqual({});
    expect(await qmp.closed).toMatchObject({ by: 'peer' });
    bridge.close();
  });

  test('QEMU’s own WebSocket greets us; a QEMU that then does not listen is a time-out that says so', async () => {
    await using folder = await makeFolder();
    const [plainPath, webPath] = [join(folder.path, 'qmp'), join(folder.path, 'ws')];
    const webChardev = `socket,id=web,path=${webPath},server=on,wait=off,websocket=on`;
    const plainMonitor = `unix:${plainPath},server=on,wait=off`;
    await using _ = new TestQemu(binary, [
      '-chardev',
      webChardev,
      '-mon',
      'web,mode=control',
      '-qmp',
      plainMonitor,
    ]);
    await (await connectQmp(plainPath, { waitForSocket: true })).close();
    // QEMU 7.2 reads the frames in its main loop and never wakes the monitor's own thread: no command is answered.
    const step = await connectQmp({ url: `ws+unix://${webPath}:/` }, { timeoutMs: 500 }).then(
      (qmp) => qmp.greeting.capabilities,
      (reason: unknown) => (reason instanceof QmpTimeoutError ? reason.command : reason),
    );
    expect([['oob'], 'qmp_capabilities']).toContainEqual(step);
  });
});

test('a WebSocket where nobody listens is refused, one that is not answered ends at the deadline', async () => {
  const silent: Server = createServer((socket) => socket.resume().on('error', () => {}));
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `ws://127.0.0.1:${portOf(silent)}`;
  await expect(connectQmp({ url }, { timeoutMs: 20 })).rejects.toMatchObject({
    code: 'QMP_TIMEOUT',
    timeoutMs: 20,
  });
  silent.close();
  await once(silent, 'close');
  await expect(connectQmp({ url })).rejects.toMatchObject({ reason: 'refused', address: url });
});
