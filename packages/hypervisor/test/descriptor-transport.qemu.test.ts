import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

import { connectUnix } from '@kvmkit/host-fds';
import { connectQmp } from '@kvmkit/qmp-client';
import { expect } from 'vitest';

import { test } from './support/lab.ts';

test('a connection that carries descriptors is a transport of the QMP client, and a running QEMU takes one', async ({
  lab,
}) => {
  await lab.hypervisor.startInstance(await lab.tiny('takes'), { startupPaused: true });
  const stream = await connectUnix(join(lab.root, 'ctrl/takes.job'));
  await using qmp = await connectQmp({ stream });
  expect((await qmp.execute('query-status')).status).toBe('prelaunch');

  const disk = openSync(join(lab.folder, 'takes.img'), 'r');
  // QEMU keeps a descriptor that came with bytes until the next add-fd asks for it.
  await stream.sendWithFds(' ', [disk]);
  closeSync(disk);
  expect(await qmp.execute('add-fd', { 'fdset-id': 7 })).toMatchObject({ 'fdset-id': 7 });
});
