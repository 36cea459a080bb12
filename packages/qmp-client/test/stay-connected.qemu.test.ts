import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { stayConnected } from '../src/index.ts';
import { makeFolder, TestQemu, wholeMachine } from './qemu.ts';
import { rejection } from './rejection.ts';

describeEachQemu('staying connected', ({ binary }) => {
  test('gives one client after the other, as QEMUs come and go', async () => {
    await using folder = await makeFolder();
    const path = join(folder.path, 'qmp');
    const start = (): TestQemu =>
      new TestQemu(binary, [...wholeMachine, '-qmp', `unix:${path},server=on,wait=off`]);
    const ends: string[] = [];
    let qemu: TestQemu | undefined = start();
    for await (const qmp of stayConnected(path)) {
      if (ends.length === 2) break;
      // The first QEMU is killed and leaves its socket, the second one ends in order.
      if (ends.length === 0) await qemu[Symbol.asyncDispose]();
      else await qmp.execute('quit');
      ends.push((await qmp.closed).by);
      qemu = start();
    }
    await qemu[Symbol.asyncDispose]();
    expect(ends).toEqual(['peer', 'peer']);
  });
});

test('staying connected to nothing goes on until its signal aborts', async () => {
  await using folder = await makeFolder();
  const controller = new AbortController();
  const loop = stayConnected(join(folder.path, 'qmp'), { timeoutMs: 5, signal: controller.signal });
  const next = rejection(loop.next());
  setTimeout(() => controller.abort('enough'), 30);
  expect(await next).toBe('enough');
});

test('staying connected to a folder that is not there, or a peer that always hangs up, ends with that error', async () => {
  await using folder = await makeFolder();
  const nowhere = stayConnected(join(folder.path, 'no', 'folder', 'qmp'));
  expect(await rejection(nowhere.next())).toMatchObject({ reason: 'absent' });
  const path = join(folder.path, 'qmp');
  const server = createServer((socket) => socket.end()).listen(path);
  await once(server, 'listening');
  expect(await rejection(stayConnected(path).next())).toMatchObject({ reason: 'closed' });
  server.close();
});
