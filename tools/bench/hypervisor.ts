/*
bench:hypervisor: what our start adds to QEMU's own, and what our list adds to Node's own.

QEMU sends its greeting while it is still building the machine (7.2: some 17 ms before it can answer the first
command, and it may still fail). Our start returns when the machine exists, so the fair baseline waits for the first
answer; the other one is printed too.
*/
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { openTap, type Tap } from '@kvmkit/host-fds';
import { openHypervisor, type InstanceSpecInput } from '@kvmkit/hypervisor';

import { runPairs } from './pairs.ts';
import { makeFiles, removeFiles, startByHand } from './start-by-hand.ts';

const repository = resolve(import.meta.dirname, '../..');
// On a file system in memory, so that the disk's own time is no part of either side.
const folder = await mkdtemp('/dev/shm/kvmkit-bench-');
try {
  const root = join(folder, 'root');
  const hypervisor = openHypervisor({ root });
  const image = join(folder, 'tiny.img');
  await copyFile(join(repository, 'examples/instances/images/tiny.img'), image);
  const specification: InstanceSpecInput = {
    name: 'bench',
    uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
    hvparams: { kvm_path: '/usr/bin/qemu-system-x86_64', kernel_path: '', kvm_flag: 'disabled' },
    disks: [{ uuid: '000000d0-d15c-4000-8000-00000000abc0', link: image }],
  };
  const nicScript = join(folder, 'nic-script');
  await writeFile(nicScript, '#!/bin/sh\n[ "$ACTION" = down ] || ip link set "$1" up\n');
  await chmod(nicScript, 0o755);
  const withNic = openHypervisor({ root, nicScript });
  const connected = {
    ...specification,
    hvparams: { ...specification.hvparams, vhost_net: false },
    nics: [{ uuid: '932df160-7a22-4067-a566-7e0ca8386133', mac: 'aa:00:00:35:d8:00' }],
  };
  const { argv } = await hypervisor.explain(specification);
  const { argv: connectedArgv } = await withNic.explain(connected);
  const socket = join(root, 'ctrl/bench.qmp');
  const nothing = openSync('/dev/null', 'r');

  let byHand: ChildProcess | undefined;
  let tap: Tap | undefined;
  const after = async (): Promise<void> => {
    if (byHand === undefined) {
      await hypervisor.stopInstance('bench', { force: true });
      return;
    }
    byHand.kill('SIGKILL');
    await once(byHand, 'exit');
    byHand = undefined;
    tap?.close();
    await removeFiles(root);
  };
  await runPairs(
    [
      ...(
        [
          ['first answer', ['qmp_capabilities']],
          ['greeting', []],
        ] as const
      ).map(([until, commands]) => ({
        what: `start, frozen : the same argv by hand, to QEMU's ${until}`,
        goal: 1.3,
        ours: async () => void (await hypervisor.startInstance(specification, { startupPaused: true })),
        baseline: async () => {
          await makeFiles(root, 'bench');
          byHand = await startByHand(argv, socket, { commands });
        },
        after,
      })),
      {
        what: 'start with a NIC, to cont : the same argv, tap, script and QMP commands by hand',
        goal: 1.3,
        ours: async () => void (await withNic.startInstance(connected)),
        baseline: async () => {
          await makeFiles(root, 'bench');
          tap = await openTap({ vnetHdr: true });
          await promisify(execFile)(nicScript, [tap.name], { env: { ...process.env, ACTION: 'up' } });
          byHand = await startByHand(connectedArgv, socket, {
            commands: ['qmp_capabilities', 'cont'],
            descriptors: [nothing, ...tap.tapFds],
          });
        },
        after,
      },
      {
        what: 'kvmkit list, no instances : node -e 0',
        goal: 2,
        ours: () => runNode([join(repository, 'packages/cli/bin/kvmkit.js'), '--root', root, 'list']),
        baseline: () => runNode(['-e', '0']),
      },
    ],
    Number(process.argv[2] ?? 30),
  );
} finally {
  await rm(folder, { recursive: true });
}

async function runNode(args: readonly string[]): Promise<void> {
  await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit');
}
