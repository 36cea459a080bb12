import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { connectQmp } from '../index.ts';
import { replayQmp } from './index.ts';

const folder = new URL('../../test/fixtures/recorded/', import.meta.url);

describe.each(readdirSync(folder))('the session recorded in %s', (file) => {
  test('is replayed without any QEMU', async () => {
    await using replay = await replayQmp(readFileSync(new URL(file, folder), 'utf8'), {
      order: 'any',
      listen: false,
    });
    await using qmp = await connectQmp({ stream: replay.stream() });
    const { major, minor } = qmp.greeting.version.qemu;
    expect(file).toBe(`qemu-${major}.${minor}.txt`);
    expect(await qmp.execute('query-status')).toMatchObject({ status: 'prelaunch', running: false });
    expect(await qmp.supports('query-status')).toBe(true);
    expect(await qmp.execute('qom-get', { path: '/objects/io', property: 'poll-max-ns' })).toBe(
      2n ** 53n + 1n,
    );
    await expect(qmp.execute('device_del', { id: 'none' })).rejects.toMatchObject({
      errorClass: 'DeviceNotFound',
    });
    using resumed = qmp.subscribe(['RESUME']);
    await qmp.execute('cont');
    expect((await resumed.next()).event).toBe('RESUME');
    expect(replay.mismatches).toEqual([]);
  });
});
