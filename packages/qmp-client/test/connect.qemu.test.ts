import { once } from 'node:events';
import { connect } from 'node:net';
import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { connectQmp } from '../src/index.ts';
import { makeFolder, startQemu, TestQemu, wholeMachine } from './qemu.ts';

/** The sockets that this process has open. */
function countSockets(): number {
  const targets = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return targets.filter((target) => target.startsWith('socket:')).length;
}

describeEachQemu('connecting', ({ binary }) => {
  test('a client waits for the monitor of a QEMU that is still starting', async () => {
    await using folder = await makeFolder();
    const socketPath = join(folder.path, 'qmp');
    const connecting = connectQmp(socketPath, { waitForSocket: true });
    await using _ = new TestQemu(binary, [...wholeMachine, '-qmp', `unix:${socketPath},server=on,wait=off`]);
    await using qmp = await connecting;
    expect(qmp.greeting.version.qemu.major).toBeGreaterThanOrEqual(5);
    expect(qmp.greeting.capabilities).toContain('oob');
  });

  test('a second client is told that another one holds the monitor, and is served once that has left', async () => {
    await using host = await startQemu(binary);
    const first = await connectQmp(host.socketPath, { waitForSocket: true });
    const second = connectQmp(host.socketPath, { timeoutMs: 50 });
    await expect(second).rejects.toMatchObject({ code: 'QMP_CONNECTION_CLOSED', reason: 'no-greeting' });
    await first.close();
    await using third = await connectQmp(host.socketPath);
    expect(await third.execute('query-status')).toMatchObject({ status: 'prelaunch', running: false });
  });

  test('the answers that a dropped client left behind are not taken for those of the next', async () => {
    await using host = await startQemu(binary);
    await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
    for (let round = 0; round < 20; round += 1) {
      const dropped = connect(host.socketPath);
      await once(dropped, 'data');
      // With the small ids of our own, answered by lists.
      dropped.write('{"execute":"qmp_capabilities","id":1}');
      for (let id = 1; id < 10; id += 1) dropped.write(`{"execute":"query-commands","id":${id}}`);
      await once(dropped, 'data');
      dropped.destroy();
      await using qmp = await connectQmp(host.socketPath);
      expect(await qmp.execute('query-name')).toEqual({ name: 'qmp-client-test' });
    }
  });

  test('connecting leaves no socket open when it fails, and none after close', async () => {
    await using host = await startQemu(binary);
    const before = countSockets();
    const holder = await connectQmp(host.socketPath, { waitForSocket: true });
    const failures = Array.from(
      { length: 5 },
      async () => await connectQmp(host.socketPath, { timeoutMs: 20 }),
    );
    for (const result of await Promise.allSettled(failures)) expect(result.status).toBe('rejected');
    expect(countSockets()).toBe(before + 1);
    await holder.close();
    expect(countSockets()).toBe(before);
  });
});
