/*
bench:hypervisor: what our start adds to QEMU's own, and what our list adds to Node's own.

QEMU sends its greeting while it is still building the machine (7.2: some 17 ms before it can answer the first
command, and it may still fail). Our start returns when the machine exists, so the fair baseline waits for the first
answer; the other one is printed too.
*/
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { watch } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';

import { openHypervisor, type InstanceSpecInput } from '@kvmkit/hypervisor';

import { runPairs } from './pairs.ts';

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
  const { argv } = await hypervisor.explain(specification);
  const socket = join(root, 'ctrl/bench.qmp');
  const makeFolders = async (): Promise<void> => {
    for (const name of ['ctrl', 'pid']) await mkdir(join(root, name), { recursive: true });
    // What QEMU keeps its log of events with.
    await writeFile(join(root, 'ctrl/bench.events.pipe.in'), '{"execute":"qmp_capabilities"}');
    await symlink('/dev/null', join(root, 'ctrl/bench.events.pipe.out'));
  };
  const removeFolders = async (): Promise<void> => {
    for (const name of ['ctrl', 'pid']) await rm(join(root, name), { recursive: true });
  };

  let byHand: ReturnType<typeof spawn> | undefined;
  await runPairs(
    [
      ...(['first answer', 'greeting'] as const).map((until) => ({
        what: `start, frozen : the same argv by hand, to QEMU's ${until}`,
        goal: 1.3,
        ours: async () => {
          await hypervisor.startInstance(specification, { startupPaused: true });
        },
        baseline: async () => {
          await makeFolders();
          byHand = await startByHand(argv, socket, until);
        },
        after: async () => {
          if (byHand !== undefined) {
            byHand.kill('SIGKILL');
            await once(byHand, 'exit');
            byHand = undefined;
            await removeFolders();
          } else await hypervisor.stopInstance('bench', { force: true });
        },
      })),
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

async function startByHand(
  command: readonly string[],
  socket: string,
  until: 'first answer' | 'greeting',
): Promise<ReturnType<typeof spawn>> {
  const [program = '', ...args] = command;
  const watcher = watch(dirname(socket));
  const made = new Promise<void>((seen) => {
    watcher.on('change', (_event, name) => {
      if (name === basename(socket)) seen();
    });
  });
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  await made;
  watcher.close();
  const monitor = await greeted(socket);
  if (until === 'first answer') {
    monitor.write('{"execute":"qmp_capabilities"}');
    await once(monitor, 'data');
  }
  monitor.destroy();
  return child;
}

/** QEMU binds the socket a moment before it listens: refused is "in a moment". */
async function greeted(socket: string): Promise<Socket> {
  const monitor = connect(socket);
  try {
    await once(monitor, 'data');
    return monitor;
  } catch {
    monitor.destroy();
    return greeted(socket);
  }
}

async function runNode(args: readonly string[]): Promise<void> {
  await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit');
}
