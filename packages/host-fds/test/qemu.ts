import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { onTestFinished } from 'vitest';

import { connectUnix, type UnixConnection } from '../src/index.ts';
import { qemuBinary } from './requirements.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Qemu {
  /** Runs a QMP command, with descriptors; throws QEMU's `desc`. */
  execute(command: string, args?: object, fds?: readonly number[]): Promise<unknown>;
}

const bare = ['-accel', 'tcg', '-machine', 'none', '-nodefaults', '-display', 'none', '-S'];

/** Starts a stopped QEMU whose descriptors from 3 on are `fds`; it is gone after the test. */
export async function startQemu(fds: readonly number[], args: readonly string[]): Promise<Qemu> {
  const path = join(temporaryFolder(), 'qmp');
  const monitor = [
    '-chardev',
    `socket,id=q,path=${path},server=on,wait=off`,
    '-mon',
    'chardev=q,mode=control',
  ];
  const child = spawn(qemuBinary, [...bare, ...monitor, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', ...fds],
  });
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const closed = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  const connection = await connectWhenReady(path, () => {
    if (child.exitCode !== null) throw new Error(`QEMU ended: ${complaints}`);
  });
  onTestFinished(async () => {
    connection.destroy();
    if (!connection.closed) await once(connection, 'close');
  });
  return await negotiate(connection);
}

async function connectWhenReady(path: string, checkAlive: () => void): Promise<UnixConnection> {
  for (;;) {
    try {
      return await connectUnix(path);
    } catch {
      checkAlive();
      await sleep(2);
    }
  }
}

/** As much of QMP as a test needs: one command at a time, events passed over. */
async function negotiate(connection: UnixConnection): Promise<Qemu> {
  const lines = createInterface({ input: connection })[Symbol.asyncIterator]();
  await lines.next();
  const qemu: Qemu = {
    async execute(command, args = {}, fds = []) {
      await connection.sendWithFds(`${JSON.stringify({ execute: command, arguments: args })}\n`, fds);
      for (;;) {
        const line = await lines.next();
        if (line.done === true) throw new Error(`QEMU is gone, its answer to ${command} outstanding`);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- QEMU's own envelope
        const reply = JSON.parse(line.value) as { return?: unknown; error?: { desc: string } };
        if (reply.error !== undefined) throw new Error(reply.error.desc);
        if (reply.return !== undefined) return reply.return;
      }
    },
  };
  await qemu.execute('qmp_capabilities');
  return qemu;
}
