/*
Records test/fixtures/recorded/VERSION.txt, one session with each QEMU that is at hand:

    node --conditions=@kvmkit/source packages/qmp-client/test/support/record-fixtures.ts
*/
import { mkdir, writeFile } from 'node:fs/promises';

import { readQemuVersions } from '@kvmkit-tools/qemu-versions';

import { connectQmp, type QmpAddress } from '../../src/index.ts';
import { recordQmp } from '../../src/testing/index.ts';
import { startQemu } from '../qemu.ts';
import { rejection } from '../rejection.ts';

/** What is said: answers small and large, of every JSON type, refusals, events, commands in flight together. */
async function converse(address: QmpAddress): Promise<void> {
  await using qmp = await connectQmp(address);
  using all = qmp.subscribe('*');
  await qmp.execute('query-status');
  await qmp.execute('query-version');
  await qmp.execute('query-name');
  await qmp.execute('query-kvm');
  await qmp.execute('query-block');
  await qmp.execute('query-commands');
  await rejection(qmp.execute('no-such-command', { password: 'never recorded' }));
  await rejection(qmp.execute('device_del', { id: 'none' }));
  await qmp.execute('cont');
  await qmp.execute('stop');
  await Promise.all(
    [1, 2, 3].map((n) => qmp.execute('human-monitor-command', { 'command-line': `print ${n}` })),
  );
  await qmp.execute('object-add', { 'qom-type': 'iothread', id: 'io', 'poll-max-ns': 2n ** 53n + 1n });
  await qmp.execute('qom-get', { path: '/objects/io', property: 'poll-max-ns' });
  await qmp.execute('quit');
  await all.next();
  await qmp.closed;
}

const folder = new URL('../fixtures/recorded/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const { binary, version, fullVersion } of readQemuVersions()) {
  await using host = await startQemu(binary);
  await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
  await using recorder = await recordQmp(host.socketPath, {
    comments: [`QEMU ${fullVersion}, by test/support/record-fixtures.ts`],
  });
  await converse(recorder.address);
  await writeFile(new URL(`qemu-${version}.txt`, folder), recorder.transcript);
}
