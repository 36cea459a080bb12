import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { connectQmp, type QmpClient, runJob } from '../src/index.ts';
import { makeFolder, startQemu } from './qemu.ts';
import { rejection } from './rejection.ts';

/** A node for an empty file, in which an image can be created. */
async function addNode(qmp: QmpClient, folder: string): Promise<void> {
  const filename = join(folder, 'disk.qcow2');
  await writeFile(filename, '');
  await truncate(filename, 0);
  await qmp.execute('blockdev-add', { driver: 'file', 'node-name': 'file0', filename });
}

describeEachQemu('a job', ({ binary }) => {
  test('is over when runJob is, and dismissed', async () => {
    await using folder = await makeFolder();
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    await addNode(qmp, folder.path);
    const options = { driver: 'qcow2', file: 'file0', size: 64 * 1024 * 1024 } as const;
    const creation = { 'job-id': 'create', options };
    await runJob(qmp, {
      command: 'blockdev-create',
      arguments: creation,
      jobId: 'create',
      timeoutMs: 10_000,
    });
    expect(await qmp.execute('query-jobs')).toEqual([]);
    await qmp.execute('blockdev-add', { driver: 'qcow2', 'node-name': 'image', file: 'file0' });
    const nodes = await qmp.execute('query-named-block-nodes', { flat: true });
    expect(nodes.find((node) => node['node-name'] === 'image')?.image['virtual-size']).toBe(options.size);
  });

  test('that fails rejects with what only query-jobs knows, and is dismissed too', async () => {
    await using folder = await makeFolder();
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    await addNode(qmp, folder.path);
    const options = { driver: 'qcow2', file: 'file0', size: 65_536, 'cluster-size': 3 } as const;
    const creation = { 'job-id': 'create', options };
    const failed = runJob(qmp, { command: 'blockdev-create', arguments: creation, jobId: 'create' });
    expect(await rejection(failed)).toMatchObject({
      name: 'QmpJobError',
      code: 'QMP_JOB_FAILED',
      jobId: 'create',
      command: 'blockdev-create',
      desc: expect.stringContaining('luster size'),
    });
    expect(await qmp.execute('query-jobs')).toEqual([]);
  });

  test('whose command is refused was never there', async () => {
    await using host = await startQemu(binary);
    await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
    const options = { driver: 'qcow2', file: 'nowhere', size: 65_536 } as const;
    const creation = { 'job-id': 'not a valid id', options };
    const refused = runJob(qmp, { command: 'blockdev-create', arguments: creation, jobId: 'not a valid id' });
    expect(await rejection(refused)).toMatchObject({
      code: 'QMP_COMMAND_FAILED',
      command: 'blockdev-create',
    });
    expect(await qmp.execute('query-jobs')).toEqual([]);
  });
});
