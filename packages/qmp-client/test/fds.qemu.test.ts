import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { connectUnix } from '@kvmkit/host-fds';
import { expect, test } from 'vitest';

import { connectQmp } from '../src/index.ts';
import { makeFolder, startQemu } from './qemu.ts';
import { rejection } from './rejection.ts';

function openNull(): Disposable & { readonly fd: number } {
  const fd = openSync('/dev/null', 'r');
  return { fd, [Symbol.dispose]: () => closeSync(fd) };
}

describeEachQemu('descriptors', ({ binary }) => {
  test('arrive with their own command, also in the middle of others, with and without OOB', async () => {
    await using host = await startQemu(binary);
    await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
    for (const oob of [false, true]) {
      await using qmp = await connectQmp({ stream: await connectUnix(host.socketPath) }, { oob });
      using file = openNull();
      const answers = await Promise.all(
        Array.from({ length: 30 }, async (_, index) =>
          index % 3 === 0
            ? await qmp.execute('add-fd', { 'fdset-id': index }, { fds: [file.fd] })
            : await qmp.execute('query-name'),
        ),
      );
      const fdsets = answers.flatMap((answer) => ('fdset-id' in answer ? [answer['fdset-id']] : []));
      expect(fdsets).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
      const known = await qmp.execute('query-fdsets');
      expect(known.map((fdset) => fdset['fdset-id']).sort((a, b) => Number(a) - Number(b))).toEqual(fdsets);
      await Promise.all(fdsets.map(async (id) => await qmp.execute('remove-fd', { 'fdset-id': Number(id) })));
    }
  });

  test('over a stream that carries bytes only are refused, and nothing is sent', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    using file = openNull();
    const error = await rejection(qmp.execute('getfd', { fdname: 'x' }, { fds: [file.fd] }));
    expect(error).toMatchObject({ code: 'QMP_UNSUPPORTED', feature: 'fds' });
    expect(await qmp.execute('query-name')).toEqual({ name: 'qmp-client-test' });
  });

  test('that are not open reject their command, and the connection stays sound', async () => {
    await using folder = await makeFolder();
    await using host = await startQemu(binary);
    await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
    await using qmp = await connectQmp({ stream: await connectUnix(host.socketPath) }, { oob: true });
    const closed = openSync(join(folder.path, 'file'), 'w');
    closeSync(closed);
    // More than the 8 that may be under way: each failure has to make room for the next.
    const failures = Array.from({ length: 12 }, async () =>
      rejection(qmp.execute('getfd', { fdname: 'x' }, { fds: [closed] })),
    );
    for (const error of await Promise.all(failures)) expect(error).toMatchObject({ errnoName: 'EBADF' });
    expect(await qmp.execute('query-name')).toEqual({ name: 'qmp-client-test' });
  });
});
