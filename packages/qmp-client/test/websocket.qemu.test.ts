import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';
import { createWebSocketStream, WebSocketServer } from 'ws';

import { connectQmp } from '../src/index.ts';
import { makeFolder, monitorOn, startQemu, TestQemu } from './qemu.ts';

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describeEachQemu('WebSocket', ({ binary, version }) => {
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

  // Measured on all four: QEMU reads the frames in its main loop, which does not wake the thread of its monitors, so
  // that a command is read when something else wakes that thread.
  test('QEMU’s own WebSocket answers commands once another monitor gives its thread something to do', async () => {
    await using folder = await makeFolder();
    const [plainPath, webPath] = [join(folder.path, 'qmp'), join(folder.path, 'ws')];
    const webChardev = `socket,id=web,path=${webPath},server=on,wait=off,websocket=on`;
    const plainMonitor = `unix:${plainPath},server=on,wait=off`;
    const webMonitor = ['-chardev', webChardev, ...monitorOn('web', version)];
    await using _ = await TestQemu.ready(binary, [...webMonitor, '-qmp', plainMonitor]);
    await using plain = await connectQmp(plainPath);
    const url = `ws+unix://${webPath}:/`;

    expect(await firstUnheard(url)).toMatchObject({ code: 'QMP_TIMEOUT', command: 'qmp_capabilities' });

    const done = new AbortController();
    const waking = (async (): Promise<void> => {
      while (!done.signal.aborted) await plain.execute('query-status');
    })();
    await using qmp = await connectQmp({ url });
    expect(await qmp.execute('query-name')).toEqual({ name: 'qmp-client-test' });
    done.abort();
    await waking;
  });
});

/** What a client is told that nothing wakes QEMU for: now and then the thread is still awake, and hears one. */
async function firstUnheard(url: string): Promise<unknown> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const connecting = connectQmp({ url }, { timeoutMs: 200 });
    const [outcome] = await Promise.allSettled([connecting]);
    if (outcome.status === 'rejected') return outcome.reason;
    await outcome.value.close();
  }
  return 'all 20 were heard';
}

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
