import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { connectQmp } from '@kvmkit/qmp-client';

import type { Recording, SchemaEntry } from './recording.ts';

/** Starts a QEMU without a guest, and asks it what it has. */
export async function recordQemu(binary: string): Promise<Recording> {
  await using undo = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'qapi-record-'));
  undo.defer(async () => await rm(folder, { recursive: true }));
  const socketPath = join(folder, 'qmp');
  const monitor = ['-qmp', `unix:${socketPath},server=on,wait=off`];
  const qemu = spawn(binary, ['-machine', 'none', '-S', '-nodefaults', '-display', 'none', ...monitor], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(qemu, 'close');
  undo.defer(async () => {
    qemu.kill('SIGKILL');
    await exited;
  });
  await using qmp = await connectQmp(socketPath, { waitForSocket: true });
  const { major, minor, micro } = qmp.greeting.version.qemu;
  const commands = await qmp.execute('query-commands');
  const schema = await qmp.schema();
  return {
    version: `${major}.${minor}`,
    fullVersion: `${major}.${minor}.${micro}`,
    commands: commands.map(({ name }) => name).sort(),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is made of it is checked member by member
    schema: schema.entries as readonly SchemaEntry[],
  };
}
