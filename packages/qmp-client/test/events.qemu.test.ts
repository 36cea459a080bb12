import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { connectQmp } from '../src/index.ts';
import { startQemu } from './qemu.ts';

describeEachQemu('events', ({ binary }) => {
  test('a subscription opened before the command hears the event that the command causes', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    using changes = qmp.subscribe(['STOP', 'RESUME']);
    await qmp.execute('cont');
    await qmp.execute('stop');
    const names = [(await changes.next()).event, (await changes.next({ timeoutMs: 5000 })).event];
    expect(names).toEqual(['RESUME', 'STOP']);
  });

  test('quit is answered, announced by SHUTDOWN, and followed by the end of the connection', async () => {
    await using host = await startQemu(binary);
    const qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    using all = qmp.subscribe('*');
    const names: string[] = [];
    const listening = (async (): Promise<void> => {
      for await (const { event } of all) names.push(event);
    })();
    expect(await qmp.execute('quit')).toEqual({});
    await expect(listening).rejects.toMatchObject({ code: 'QMP_CONNECTION_CLOSED' });
    expect(names).toContain('SHUTDOWN');
    expect(await qmp.closed).toMatchObject({ by: 'peer' });
  });
});
