import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { connectQmp } from '../src/index.ts';
import { makeFolder, monitorOn, startQemu, TestQemu } from './qemu.ts';
import { rejection } from './rejection.ts';

describeEachQemu('what QEMU writes', ({ binary, version }) => {
  test('is read the same when it is spread over many lines (pretty=on)', async () => {
    await using folder = await makeFolder();
    const path = join(folder.path, 'qmp');
    const chardev = `socket,id=pretty,path=${path},server=on,wait=off`;
    const monitor = ['-chardev', chardev, ...monitorOn('pretty', version, 'pretty=on')];
    await using _ = await TestQemu.ready(binary, monitor);
    await using qmp = await connectQmp(path);
    using changes = qmp.subscribe(['RESUME', 'STOP']);
    const [schema, status] = await Promise.all([qmp.schema(), qmp.execute('query-status')]);
    expect(schema.entries.length).toBeGreaterThan(800);
    expect(status.running).toBe(false);
    await qmp.execute('cont');
    expect((await changes.next()).event).toBe('RESUME');
  });

  test('may be larger than we take: then the connection ends with the limit’s name', async () => {
    await using host = await startQemu(binary);
    const qmp = await connectQmp(host.socketPath, { waitForSocket: true, maxMessageBytes: 100_000 });
    const [error, other] = await Promise.all([
      rejection(qmp.schema()),
      rejection(qmp.execute('query-status')),
    ]);
    expect(error).toMatchObject({ code: 'QMP_PROTOCOL', limitBytes: 100_000 });
    expect(other).toBe(error);
    expect(await qmp.closed).toMatchObject({ by: 'protocol', error });
  });

  test('of characters beyond ASCII comes back as it was sent', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    const id = 'é😀\u0007"\\';
    const error = await rejection(qmp.execute('device_del', { id }));
    expect(error).toMatchObject({ desc: expect.stringContaining(id) });
  });
});
