import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { connectQmp, type QmpAddress } from '../src/index.ts';
import { recordQmp, replayQmp } from '../src/testing/index.ts';
import { startQemu } from './qemu.ts';
import { rejection } from './rejection.ts';
import { BareClient } from './support/bare-client.ts';

/** Anything that talks to a guest, and remembers what it heard. */
async function useGuest(address: QmpAddress): Promise<unknown[]> {
  await using qmp = await connectQmp(address);
  using all = qmp.subscribe('*');
  const heard: unknown[] = [qmp.greeting];
  heard.push(await qmp.execute('query-status'), await qmp.execute('query-version'));
  heard.push(await rejection(qmp.execute('no-such', { password: 'tell nobody' })));
  heard.push(...(await Promise.all([qmp.execute('cont'), qmp.execute('stop'), qmp.execute('query-name')])));
  heard.push(await all.next(), await all.next());
  return heard;
}

describeEachQemu('recording', ({ binary }) => {
  test('what was recorded from QEMU can be replayed without it, to the same effect', async () => {
    await using host = await startQemu(binary);
    await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
    await using recorder = await recordQmp(host.socketPath, { comments: ['a guest that is used'] });
    const real = [await useGuest(recorder.address), await useGuest(recorder.address)];
    expect(recorder.transcript).toMatch(/^# a guest that is used\n<- \{"QMP"/);
    expect(recorder.transcript).toContain('"password":');
    expect(recorder.transcript).not.toContain('tell nobody');
    await using replay = await replayQmp(recorder.transcript);
    expect([await useGuest(replay.address), await useGuest(replay.address)]).toEqual(real);
    replay.assertComplete();
  });

  test('what is no QMP is recorded as it came', async () => {
    await using host = await startQemu(binary);
    await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
    await using recorder = await recordQmp(host.socketPath);
    await using client = await BareClient.connect(recorder.address);
    client.send('garbage\n');
    await client.readLines((line) => line.includes('garbage'));
    expect(recorder.transcript).toMatch(/^-> garbage$/m);
  });

  test('the end of QEMU ends its client, and the next one cannot reach it: so says the transcript', async () => {
    await using host = await startQemu(binary);
    await (await connectQmp(host.socketPath, { waitForSocket: true })).close();
    await using recorder = await recordQmp(host.socketPath);
    await using qmp = await connectQmp(recorder.address);
    await host.qemu[Symbol.asyncDispose]();
    expect(await qmp.closed).toMatchObject({ by: 'peer' });
    await expect(connectQmp(recorder.address)).rejects.toMatchObject({ reason: 'closed' });
    expect(recorder.transcript).toMatch(/^# QmpConnectionError: .* nobody listens there/m);
  });
});
