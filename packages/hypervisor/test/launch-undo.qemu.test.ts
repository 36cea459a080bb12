import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { openRuntimeStore } from '@kvmkit/kvm-runtime-store';
import { expect } from 'vitest';

import { makeEventLogFiles } from '../src/launch/event-log-files.ts';
import { test } from './support/lab.ts';

test('a QEMU that had answered and is given up is waited for, even when nothing else keeps our process alive', async ({
  lab,
}) => {
  const { argv } = await lab.hypervisor.explain(await lab.tiny('undone'));
  for (const folder of ['console', 'ctrl', 'pid']) await mkdir(join(lab.root, folder), { recursive: true });
  await makeEventLogFiles(openRuntimeStore({ root: lab.root }).paths('undone'));
  const program = `
    import { openSync } from 'node:fs';
    import { launchQemu } from ${JSON.stringify(join(import.meta.dirname, '../src/launch/qemu-process.ts'))};
    const { argv, log, socket } = JSON.parse(process.env.TASK);
    {
      await using qemu = await launchQemu({ argv, logFile: log, descriptors: [openSync(log, 'a')] });
      await using qmp = await qemu.ready(socket, 10_000);
    }
    process.exitCode = 42;
  `;
  const task = { argv, log: join(lab.folder, 'log'), socket: join(lab.root, 'ctrl/undone.qmp') };
  const manager = spawn(
    process.execPath,
    ['--conditions=@kvmkit/source', '--input-type=module-typescript', '--eval', program],
    { env: { ...process.env, TASK: JSON.stringify(task) }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  expect(await once(manager, 'exit')).toEqual([42, null]);
  expect(await lab.processes()).toEqual([]);
});
