import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect } from 'vitest';

import { openHypervisor, type InstanceSpecInput } from '../src/index.ts';
import { test, type Lab } from './support/lab.ts';

async function connected(lab: Lab, name: string): Promise<InstanceSpecInput> {
  return {
    ...(await lab.tiny(name, { vhost_net: false })),
    nics: [
      { uuid: '932df160-7a22-4067-a566-7e0ca8386133', mac: 'aa:00:00:35:d8:00' },
      { uuid: '932df161-7a22-4067-a566-7e0ca8386133', mac: 'aa:00:00:35:d8:01' },
    ],
  };
}

function script(lab: Lab, text: string): string {
  const file = join(lab.folder, 'nic-script');
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('a NIC script that fails', () => {
  test.for([
    ['with a status', 'echo "no bridge today"; exit 3', /no bridge today/],
    ['with garbage', String.raw`printf '\377\376\0garbage'; exit 1`, /garbage/],
    ['by a signal', 'kill -9 $$', /ended by SIGKILL/],
  ] as const)(
    '%s has its words in the error, and nothing is left of the start',
    async ([, text, words], { lab }) => {
      const log = join(lab.folder, 'log');
      const nicScript = script(
        lab,
        `echo "$ACTION $INTERFACE_INDEX" >>${log}\n[ "$ACTION$INTERFACE_INDEX" != up1 ] || { ${text}; }`,
      );
      const hypervisor = openHypervisor({ root: lab.root, nicScript });
      await expect(hypervisor.startInstance(await connected(lab, 'bad'))).rejects.toMatchObject({
        code: 'NIC_SCRIPT_FAILED',
        instance: 'bad',
        nic: 1,
        message: expect.stringMatching(words),
      });
      expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual(['up 0', 'up 1', 'down 1', 'down 0']);
      expect(await lab.files()).toEqual([]);
      expect(await lab.processes()).toEqual([]);
    },
  );

  test('when a guest is stopped is told as a warning, and keeps nobody from starting it again', async ({
    lab,
  }) => {
    const nicScript = script(lab, '[ "$ACTION" != down ] || { echo "cannot let go"; exit 1; }');
    const hypervisor = openHypervisor({ root: lab.root, nicScript });
    const paused = { startupPaused: true };
    await hypervisor.startInstance(await connected(lab, 'one'), paused);
    const { warnings } = await hypervisor.stopInstance('one', { force: true });
    expect(warnings).toEqual([
      expect.stringMatching(/cannot let go/),
      expect.stringMatching(/cannot let go/),
    ]);
    expect(await lab.files()).toEqual([]);
    await hypervisor.startInstance(await connected(lab, 'one'), paused);
    await hypervisor.stopInstance('one', { force: true });
  });
});

test('a root on a full file system refuses a start with what the kernel said, and starts when there is room', async ({
  lab,
  skip,
}) => {
  mkdirSync(lab.root, { recursive: true });
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', lab.root], { encoding: 'utf8' });
  if (mount.status !== 0) skip(`no tmpfs can be mounted here: ${mount.stderr.trim()}`);
  using undo = new DisposableStack();
  undo.defer(() => void spawnSync('umount', [lab.root]));
  const filler = join(lab.root, 'filler');
  // What is asked of QEMU goes to the cache, which a full disk is no reason to fail for.
  await lab.hypervisor.explain(await lab.tiny('full'));
  fill(filler);
  await expect(lab.hypervisor.startInstance(await lab.tiny('full'))).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    errnoName: 'ENOSPC',
  });
  expect(await lab.hypervisor.listInstances()).toEqual([]);
  expect(await lab.processes()).toEqual([]);
  writeFileSync(filler, '');
  await lab.hypervisor.startInstance(await lab.tiny('full'), { startupPaused: true });
  await lab.hypervisor.stopInstance('full', { force: true });
});

function fill(file: string): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(4096), { flag: 'a' });
  } catch {
    // It is full.
  }
}
