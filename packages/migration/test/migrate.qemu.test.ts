import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import type { MigrateOptions, MoveProgress } from '../src/index.ts';
import { Pair } from './support/pair.ts';

/** Never comes to an end by itself: the busy guest dirties 18 MiB/s. */
const slowly = { bandwidthBytesPerSecond: 2 ** 20 } satisfies Partial<MigrateOptions>;

describeEachQemu('a move', ({ binary }) => {
  test('takes the guest over, and it counts on where it was', async () => {
    await using pair = await Pair.start(binary, binary);
    const before = await pair.source.qmp.execute('query-migrate-capabilities');
    const { totalMs, downtimeMs, handOverMs } = await pair.migrate({
      route: { type: 'tcp', host: '127.0.0.1' },
    }).result;
    expect(pair.runner).toBe('target');
    await pair.target.ticks(2);
    const last = Number.parseInt(pair.source.lines.at(-1) ?? '', 16);
    expect(Number.parseInt(pair.target.lines[0] ?? '', 16)).toBe(last + 1);
    expect({ totalMs, downtimeMs, handOverMs }).toEqual({
      totalMs: expect.any(Number),
      downtimeMs: expect.any(Number),
      handOverMs: expect.any(Number),
    });
    expect(pair.sourceJournal.kinds).toEqual(['begin', 'given-away', 'done']);
    expect(pair.targetJournal.kinds).toEqual(['begin', 'taken', 'done']);
    await expect(pair.source.qmp.execute('query-status')).resolves.toMatchObject({ status: 'postmigrate' });
    await expect(pair.source.qmp.execute('query-migrate-capabilities')).resolves.toEqual(before);
  });

  test('of a guest that is stopped first sends all once, and lets the source quit', async () => {
    await using pair = await Pair.start(binary, binary, { isBusy: true });
    await pair.migrate({ mode: 'stopped', sourceAfterwards: 'quit' }).result;
    await pair.source.exited;
    expect(pair.runner).toBe('target');
    await pair.target.ticks();
  });

  test('of a guest that was paused leaves it paused', async () => {
    await using pair = await Pair.start(binary, binary);
    await pair.source.qmp.execute('stop');
    await pair.migrate().result;
    await expect(pair.target.qmp.execute('query-status')).resolves.toMatchObject({ status: 'paused' });
    expect(pair.targetJournal.kinds.at(-1)).toBe('done');
  });

  test('that is cancelled leaves the guest running, the target ended, and the settings as they were', async () => {
    await using pair = await Pair.start(binary, binary, { isBusy: true });
    const { qmp } = pair.source;
    const before = [
      await qmp.execute('query-migrate-capabilities'),
      await qmp.execute('query-migrate-parameters'),
    ];
    const move = pair.migrate(slowly);
    const seen: MoveProgress[] = [];
    for await (const progress of move.progress({ intervalMs: 20 })) {
      seen.push(progress);
      if (progress.phase === 'precopy' && progress.remainingBytes !== undefined) void move.cancel();
    }
    await expect(move.result).rejects.toMatchObject({ code: 'MIGRATION_CANCELLED', guest: 'source' });
    expect(seen.at(-1)).toMatchObject({ phase: 'cancelled' });
    expect(seen.some(({ totalBytes }) => (totalBytes ?? 0) > 60 * 2 ** 20)).toBe(true);
    expect(pair.runner).toBe('source');
    await pair.target.exited;
    await pair.source.ticks();
    expect(pair.sourceJournal.kinds).toEqual(['begin', 'undone']);
    expect([
      await qmp.execute('query-migrate-capabilities'),
      await qmp.execute('query-migrate-parameters'),
    ]).toEqual(before);
  });

  test('that does not converge does once it may send more', async () => {
    await using pair = await Pair.start(binary, binary, { isBusy: true });
    const move = pair.migrate(slowly);
    await pair.source.hasStatus('active');
    await move.limit({ bandwidthBytesPerSecond: 0, downtimeMs: 2000 });
    await move.result;
    expect(pair.runner).toBe('target');
  });

  test('that nobody can make is refused by name before anything is touched', async () => {
    await using pair = await Pair.start(binary, binary);
    await expect(pair.migrate({ multifd: { channels: 0 } }).result).rejects.toMatchObject({
      code: 'PARAMETER_REFUSED',
      guest: 'source',
      message: expect.stringContaining('multifd'),
    });
    expect(pair.sourceJournal.kinds).toEqual(['begin', 'undone']);
    expect(pair.targetJournal.kinds).toEqual(['begin', 'undone']);
    // And nothing is in the way of one that can be made.
    await pair.migrate({ multifd: { channels: 2, compression: 'zlib' } }).result;
    expect(pair.runner).toBe('target');
  });

  test('may send only what has changed, and slow the guest down', async () => {
    await using pair = await Pair.start(binary, binary, { isBusy: true });
    const move = pair.migrate({ xbzrle: { cacheBytes: 2 ** 26 }, autoConverge: { initialPercent: 50 } });
    await move.result;
    expect(pair.runner).toBe('target');
    await pair.target.ticks();
  });

  test('may be finished by postcopy', async () => {
    await using pair = await Pair.start(binary, binary, { isBusy: true });
    const move = pair.migrate({ ...slowly, postcopy: 'on-request' });
    await pair.source.hasStatus('active');
    move.startPostcopy();
    await pair.target.runs();
    await move.limit({ bandwidthBytesPerSecond: 0 });
    await expect(move.result).resolves.toMatchObject({ isPostcopy: true });
    expect(pair.runner).toBe('target');
    await pair.target.ticks();
  });
});
