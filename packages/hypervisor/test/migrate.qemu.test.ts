import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { describe, expect } from 'vitest';

import { connectTarget } from '../src/index.ts';
import { startedTiny, test, untilText, type Lab } from './support/lab.ts';
import { otherHost, type OtherHost } from './support/move-lab.ts';

const uuid = '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11';
const loopback = { address: '127.0.0.1' };

describeEachQemu('a move to another host', ({ binary }) => {
  test('brings the guest there with all it knew, under TLS, and leaves nothing here', async ({ lab }) => {
    const other = await otherHost(lab);
    const { serial } = await startedTiny(lab, 'web1', { kvm_path: binary });
    serial.destroy();
    const disk = { uuid: '000000d1-d15c-4000-8000-00000000abc1', link: await makeData(lab) };
    await lab.hypervisor.hotAddDevice('web1', 'disk', disk);
    const phases: string[] = [];
    await using node = await other.connect();
    const moved = await lab.hypervisor.moveInstance('web1', node, {
      ...loopback,
      onProgress: ({ phase }) => void phases.push(phase),
    });
    expect(moved).toMatchObject({ name: 'web1', isPostcopy: false, warnings: [] });
    expect(phases.at(0)).toBe('setup');
    expect(phases.at(-1)).toBe('done');
    expect(await lab.hypervisor.getInstanceInfo('web1')).toBeUndefined();
    expect(await lab.files()).toEqual([]);
    expect(await other.hypervisor.getInstanceInfo('web1')).toMatchObject({ state: 'running', uuid });
    await answers(other);
    // What was plugged in belongs to the machine there, also after its next start.
    await other.hypervisor.rebootInstance('web1', { timeoutMs: 1 });
    expect(await other.hypervisor.hotDelDevice('web1', 'disk', { uuid: 'none' }).catch(String)).toMatch(
      /no such disk/,
    );
    expect(await lab.hypervisor.migrationInfo('web1').catch(String)).toMatch(/has no record/);
    expect(await other.hypervisor.migrationInfo('web1')).toContain(disk.uuid);
    await other.hypervisor.stopInstance('web1', { force: true });
  });
});

describe('a move', () => {
  test('of a guest of another user in a chroot leaves no key and no file', async ({ lab }) => {
    const other = await otherHost(lab);
    const confined = { use_chroot: true, security_model: 'user', security_domain: 'nobody' } as const;
    const { serial } = await startedTiny(lab, 'web1', confined);
    serial.destroy();
    await lab.hypervisor.moveInstance('web1', await other.hypervisor.targetNode());
    await answers(other);
    expect(await lab.files()).toEqual([]);
    await other.hypervisor.moveInstance('web1', await lab.hypervisor.targetNode(), { mode: 'stopped' });
    await lab.hypervisor.stopInstance('web1', { force: true });
    expect(await lab.files()).toEqual([]);
    expect(await filesOf(other)).toEqual([]);
  });

  test('connects bridged NICs before it and routed ones after it, and takes both down at the source', async ({
    lab,
  }) => {
    const calls = join(lab.folder, 'calls');
    const nicScript = join(lab.folder, 'nic-script');
    const script = `#!/bin/sh\necho "$ACTION $MODE \${MIGRATION_PHASE:-none}" >>${calls}\n`;
    await writeFile(nicScript, script, { mode: 0o755 });
    const other = await otherHost(lab, { nicScript });
    const { openHypervisor } = await import('../src/index.ts');
    const here = openHypervisor({ root: lab.root, nicScript });
    const nics = [
      {
        uuid: '932df160-7a22-4067-a566-7e0ca8386133',
        mac: 'aa:00:00:35:d8:00',
        nicparams: { mode: 'bridged', link: 'br0' },
      },
      {
        uuid: '832df160-7a22-4067-a566-7e0ca8386133',
        mac: 'aa:00:00:35:d8:01',
        ip: '198.51.100.7',
        nicparams: { mode: 'routed', link: '' },
      },
    ] as const;
    await here.startInstance({ ...(await lab.tiny('web1', { vhost_net: false })), nics });
    await writeFile(calls, '');
    await here.moveInstance('web1', await other.hypervisor.targetNode());
    const lines = (await readFile(calls, 'utf8')).trim().split('\n');
    // Only scripts that have to tell them apart are told, as Ganeti does it.
    expect(lines[0]).toBe('up bridged none');
    expect(lines.slice(1).sort()).toEqual(['down bridged none', 'down routed none', 'up routed post']);
    await other.hypervisor.stopInstance('web1', { force: true });
  });

  test('that the target refuses leaves the guest running here, and nothing there', async ({ lab }) => {
    const other = await otherHost(lab);
    await startedTiny(lab, 'web1');
    const theirs = { ...(await lab.tiny('web1')), uuid: '7d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11', disks: [] };
    await other.hypervisor.startInstance(theirs, { startupPaused: true });
    await using node = await other.connect();
    await expect(lab.hypervisor.moveInstance('web1', node, loopback)).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
      message: expect.stringMatching(/accepting of web1 refused: it runs as process \d+/),
    });
    expect(await lab.hypervisor.getInstanceInfo('web1')).toMatchObject({ state: 'running' });
    await other.hypervisor.stopInstance('web1', { force: true });

    const reached = lab.hypervisor.moveInstance('web1', node, { address: '192.0.2.1' });
    await expect(reached).rejects.toMatchObject({ code: 'MIGRATION_FAILED', guest: 'source' });
    expect(await lab.hypervisor.getInstanceInfo('web1')).toMatchObject({ state: 'running' });
    expect(await filesOf(other)).toEqual([]);
    await lab.hypervisor.stopInstance('web1', { force: true });
  });

  test('is cancelled by its signal, and by another process', async ({ lab }) => {
    const other = await otherHost(lab);
    await startedTiny(lab, 'web1');
    const node = await other.hypervisor.targetNode();
    const slowly = { bandwidthBytesPerSecond: 1 };
    const giveUp = new AbortController();
    const aborted = lab.hypervisor.moveInstance('web1', node, {
      ...slowly,
      signal: giveUp.signal,
      onProgress: ({ phase }) => phase === 'precopy' && giveUp.abort(new Error('changed my mind')),
    });
    await expect(aborted).rejects.toThrow('changed my mind');
    expect(await lab.hypervisor.getInstanceInfo('web1')).toMatchObject({ state: 'running' });

    const cancelled = lab.hypervisor.moveInstance('web1', node, {
      ...slowly,
      onProgress: ({ phase }) => {
        if (phase === 'precopy') void lab.hypervisor.cancelMove('web1');
      },
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'MoveError', guest: 'source' });
    expect(await lab.hypervisor.getInstanceInfo('web1')).toMatchObject({ state: 'running' });
    expect(await filesOf(other)).toEqual([]);
    await lab.hypervisor.stopInstance('web1', { force: true });
    expect(await lab.files()).toEqual([]);
  });

  test('goes by Ganeti’s calls too, each from a process of its own: one after the other', async ({ lab }) => {
    const other = await otherHost(lab);
    const { hypervisor: there } = other;
    await startedTiny(lab, 'web1', { migration_port: 18_102, migration_bandwidth: 0 });
    const here = lab.hypervisor;
    const info = await here.migrationInfo('web1');
    await there.acceptInstance('web1', info, '127.0.0.1');
    await expect(there.resumeInstance('web1')).rejects.toMatchObject({ code: 'INSTANCE_IN_DOUBT' });
    await expect(there.finalizeMigrationDst('web1', info, true)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
    });
    await here.migrateInstance('cluster', 'web1', '127.0.0.1', true);
    await expect(here.migrateInstance('cluster', 'web1', '127.0.0.1', true)).rejects.toMatchObject({
      code: 'MIGRATION_IN_DOUBT',
    });
    await expect.poll(() => here.getMigrationStatus('web1')).toMatchObject({ status: 'completed' });
    // Sent, and nobody's yet but the source's.
    await here.finalizeMigrationSource('web1', true, true);
    expect(await here.getInstanceInfo('web1')).toBeUndefined();
    await there.finalizeMigrationDst('web1', info, true);
    await answers(other);
    expect(await lab.files()).toEqual([]);

    await here.acceptInstance('web1', await there.migrationInfo('web1'), '127.0.0.1');
    await there.migrateInstance('cluster', 'web1', '127.0.0.1', false);
    await there.finalizeMigrationSource('web1', false, false);
    await here.finalizeMigrationDst('web1', info, false);
    expect(await there.getInstanceInfo('web1')).toMatchObject({ state: 'running' });
    expect(await lab.files()).toEqual([]);
    await there.stopInstance('web1', { force: true });
    expect(await filesOf(other)).toEqual([]);
  });

  test('has a target that is named so that it can be reached', async () => {
    await expect(connectTarget('somewhere')).rejects.toThrow(/allowed: ssh:/);
    await expect(connectTarget('ssh://-oProxyCommand=x/')).rejects.toThrow(/begins with a dash/);
    await expect(connectTarget('command:echo no agent here >&2; exit 3')).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
      message: expect.stringMatching(/it ended with 3: no agent here$/),
    });
  });
});

async function answers({ hypervisor }: OtherHost): Promise<void> {
  const serial = await hypervisor.openConsole('web1');
  serial.write('e');
  await untilText(serial, 'ok');
  serial.destroy();
}

async function makeData(lab: Lab): Promise<string> {
  const { makeImage } = await import('./support/lab.ts');
  return makeImage(lab, 'data');
}

async function filesOf({ root }: OtherHost): Promise<string[]> {
  const { readdir } = await import('node:fs/promises');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.parentPath.endsWith('/cache'))
    .map((entry) => join(entry.parentPath, entry.name));
}
