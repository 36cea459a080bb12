import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { basename, dirname, join } from 'node:path';

const folders = ['ctrl', 'pid', 'console'];

/** The files that the command of an instance expects, below the root of its explanation. */
export async function makeFiles(root: string, name: string): Promise<void> {
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
  // What QEMU keeps its log of events with.
  await writeFile(join(root, `ctrl/${name}.events.pipe.in`), '{"execute":"qmp_capabilities"}');
  await symlink('/dev/null', join(root, `ctrl/${name}.events.pipe.out`));
}

export async function removeFiles(root: string): Promise<void> {
  for (const folder of folders) await rm(join(root, folder), { recursive: true });
}

/** A QEMU that was started by nothing but `spawn`, and told what it was told over one socket. */
export async function startByHand(
  command: readonly string[],
  socket: string,
  {
    commands,
    descriptors = [],
  }: { readonly commands: readonly string[]; readonly descriptors?: readonly number[] },
): Promise<ChildProcess> {
  const [program = '', ...args] = command;
  const watcher = watch(dirname(socket));
  const made = new Promise<void>((seen) => {
    watcher.on('change', (_event, name) => {
      if (name === basename(socket)) seen();
    });
  });
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', ...descriptors],
  });
  await made;
  watcher.close();
  const monitor = await greeted(socket);
  for (const each of commands) {
    monitor.write(JSON.stringify({ execute: each }));
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
