import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { listenQmp, type QmpClient } from '../src/index.ts';
import { makeFolder, monitorOn, TestQemu } from './qemu.ts';
import { rejection } from './rejection.ts';

describeEachQemu('a QEMU that dials in', ({ binary, version }) => {
  // The option counts seconds until it was replaced by one that counts milliseconds.
  const reconnect = Number(version) < 10 ? 'reconnect=1' : 'reconnect-ms=100';

  test('is greeted and negotiated with, and dials in again when it has lost us', async () => {
    await using folder = await makeFolder();
    const path = join(folder.path, 'dial');
    await using listener = await listenQmp(path);
    const chardev = `socket,id=out,path=${path},${reconnect}`;
    await using _ = new TestQemu(binary, ['-chardev', chardev, ...monitorOn('out', version)]);
    const names: unknown[] = [];
    for await (const qmp of listener) {
      names.push(await qmp.execute('query-name'));
      await qmp.close();
      if (names.length === 2) break;
    }
    expect(names).toEqual([{ name: 'qmp-client-test' }, { name: 'qmp-client-test' }]);
  });

  test('is waited for before it exists, over TCP as well', async () => {
    await using listener = await listenQmp({ host: '127.0.0.1', port: 0 });
    const waiting = listener.accept({ timeoutMs: 10_000 });
    const chardev = `socket,id=out,host=127.0.0.1,port=${listener.port},server=off`;
    await using _ = new TestQemu(binary, ['-chardev', chardev, ...monitorOn('out', version)]);
    await using qmp = await waiting;
    expect(qmp.greeting.version.qemu.major).toBe(Number(version.split('.')[0]));
  });
});

test('a peer that does not speak QMP is dropped and published, and disturbs nobody', async () => {
  const rejected: unknown[] = [];
  const hear = (trace: unknown): void => {
    rejected.push(trace);
  };
  subscribe('kvmkit:qmp:rejected-peer', hear);
  try {
    await using listener = await listenQmp({ host: '127.0.0.1', port: 0 });
    const stranger = connect(listener.port ?? 0, '127.0.0.1');
    stranger.on('error', () => {});
    stranger.write('GET / HTTP/1.1\r\n\r\n');
    await once(stranger, 'close');
    expect(rejected).toMatchObject([{ address: 'tcp:127.0.0.1:0', error: { code: 'QMP_PROTOCOL' } }]);
    await expect(listener.accept({ timeoutMs: 1 })).rejects.toMatchObject({ code: 'QMP_TIMEOUT' });
  } finally {
    unsubscribe('kvmkit:qmp:rejected-peer', hear);
  }
});

test('a listener takes the place of a dead socket, but not of a live one', async () => {
  await using folder = await makeFolder();
  const path = join(folder.path, 'dial');
  // A child that dies without a word leaves its socket behind.
  const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', script]), 'exit');
  await using _ = await listenQmp(path);
  await expect(listenQmp(path)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const connected = connect(path);
  await once(connected, 'connect');
  connected.destroy();
});

test('closing ends the loop, rejects who waits, and drops the peers that nobody accepted', async () => {
  await using folder = await makeFolder();
  const listener = await listenQmp(join(folder.path, 'dial'));
  const waiting = rejection(listener.accept());
  const accepted: QmpClient[] = [];
  const loop = (async (): Promise<void> => {
    for await (const qmp of listener) accepted.push(qmp);
  })();
  const peer = connect(join(folder.path, 'dial'));
  await once(peer, 'connect');
  await Promise.all([listener.close(), listener.close()]);
  expect(await waiting).toMatchObject({ code: 'QMP_CONNECTION_CLOSED', reason: 'closed' });
  await loop;
  await once(peer, 'close');
  expect(accepted).toEqual([]);
  await expect(listener.accept()).rejects.toMatchObject({ reason: 'closed' });
});
