import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { connectQmp } from '../src/index.ts';
import { startQemu } from './qemu.ts';
import { rejection } from './rejection.ts';

describeEachQemu('out-of-band execution', ({ binary }) => {
  test('overtakes the in-band commands, of which at most 8 are under way', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true, oob: true });
    expect(qmp.oob).toBe(true);
    const order: string[] = [];
    const inBand = Array.from({ length: 30 }, async (_, index) => {
      await qmp.execute('query-qmp-schema');
      order.push(`in-band ${index}`);
    });
    // migrate-pause can be refused only by being executed.
    const refused = rejection(qmp.execute('migrate-pause', {}, { oob: true })).then((error) => {
      order.push('oob');
      return error;
    });
    expect(await refused).toMatchObject({ code: 'QMP_COMMAND_FAILED', command: 'migrate-pause' });
    await Promise.all(inBand);
    expect(order.indexOf('oob')).toBeLessThan(8);
    expect(order.filter((entry) => entry !== 'oob')).toEqual(inBand.map((_, index) => `in-band ${index}`));
  });

  test('is refused before anything is sent where it was not negotiated', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    const error = await rejection(qmp.execute('migrate-pause', {}, { oob: true }));
    expect(error).toMatchObject({ name: 'QmpUnsupportedError', code: 'QMP_UNSUPPORTED', feature: 'oob' });
    expect(await qmp.execute('query-name')).toEqual({ name: 'qmp-client-test' });
  });

  test('is refused by QEMU for a command that can not be executed out of band', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true, oob: true });
    await expect(qmp.execute('query-status', {}, { oob: true })).rejects.toMatchObject({
      code: 'QMP_COMMAND_FAILED',
    });
  });

  test('the schema tells which commands can be', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    const schema = await qmp.schema();
    const canBe = (name: string): boolean => {
      const entry = schema.find(name);
      return entry?.['meta-type'] === 'command' && entry['allow-oob'] === true;
    };
    expect(['migrate-pause', 'migrate-recover', 'query-status'].map(canBe)).toEqual([true, true, false]);
  });
});
