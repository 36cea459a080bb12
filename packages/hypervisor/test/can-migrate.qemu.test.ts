import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { readQemuVersions } from '@kvmkit-tools/qemu-versions';
import { describe, expect } from 'vitest';

import type { MoveObstacle } from '../src/index.ts';
import { startedTiny, test, type Lab } from './support/lab.ts';
import { otherHost } from './support/move-lab.ts';

const loopback = { address: '127.0.0.1' };

describe('whether a guest can be moved', () => {
  test('is told by a twin of its machine with every device, which leaves nothing on either host', async ({
    lab,
  }) => {
    const other = await otherHost(lab);
    await startedTiny(lab, 'web1', { use_guest_agent: true, usb_mouse: 'tablet', soundhw: 'ac97' });
    await using node = await other.connect();
    const before = await lab.processes();
    expect(await lab.hypervisor.canMigrate('web1', node, loopback)).toEqual([]);
    expect(await other.hypervisor.getInstanceInfo('web1')).toBeUndefined();
    expect(await lab.processes()).toEqual(before);
    expect(await lab.hypervisor.getInstanceInfo('web1')).toMatchObject({ state: 'running' });
    await lab.hypervisor.stopInstance('web1', { force: true });
  });

  test('is denied with every reason at once, and none of them was made', async ({ lab }) => {
    const other = await otherHost(lab);
    await using node = await other.connect();
    expect(await lab.hypervisor.canMigrate('web1', node, loopback)).toMatchObject([
      { about: 'instance', verdict: 'no', why: 'web1 has no record here' },
    ]);
    await startedTiny(lab, 'web1', { migration_caps: 'xbzrle:rdma-pin-all' });
    const theirs = { ...(await lab.tiny('web1')), uuid: '7d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11', disks: [] };
    await other.hypervisor.startInstance(theirs, { startupPaused: true });
    const obstacles = await lab.hypervisor.canMigrate('web1', node);
    expect(obstacles.map(({ about, verdict }) => `${about} ${verdict}`)).toEqual([
      'parameters no',
      'target no',
      'target no',
      'target unknown',
    ]);
    expect(whyOf(obstacles)).toMatch(/rdma-pin-all/);
    expect(whyOf(obstacles)).toMatch(/runs there as process \d+/);
    expect(whyOf(obstacles)).toMatch(/another instance is named web1 there/);
    await other.hypervisor.stopInstance('web1', { force: true });
    await lab.hypervisor.stopInstance('web1', { force: true });
  });

  test('from one QEMU to another is told by them: 10.0 sends what 11.1 does not take', async ({
    lab,
    skip,
  }) => {
    const [older, newer] = ['10.0', '11.1'].map((wanted) =>
      readQemuVersions().find(({ version }) => version === wanted),
    );
    if (older === undefined || newer === undefined) return skip('QEMU 10.0 and 11.1 are not both here');
    const other = await otherHost(lab);
    await startedTiny(lab, 'web1', { kvm_path: await eitherQemu(lab, older.binary, newer.binary) });
    await using node = await other.connect('KVMKIT_TEST_SIDE=there');
    const obstacles = await lab.hypervisor.canMigrate('web1', node, loopback);
    expect(obstacles).toMatchObject([{ about: 'rehearsal', verdict: 'no' }]);
    expect(whyOf(obstacles)).toMatch(/^\S+: VQ 0 vring\.num 1024 exceeds/);
    await using same = await other.connect();
    expect(await lab.hypervisor.canMigrate('web1', same, loopback)).toEqual([]);
    return lab.hypervisor.stopInstance('web1', { force: true });
  });
});

function whyOf(obstacles: readonly MoveObstacle[]): string {
  return obstacles.map(({ why }) => why).join('\n');
}

/** One path, as two hosts have it, behind which each has another QEMU. */
async function eitherQemu(lab: Lab, here: string, there: string): Promise<string> {
  const path = join(lab.folder, 'qemu');
  const script = `#!/bin/sh\n[ "$KVMKIT_TEST_SIDE" = there ] && exec ${there} "$@"\nexec ${here} "$@"\n`;
  await writeFile(path, script, { mode: 0o755 });
  return path;
}
