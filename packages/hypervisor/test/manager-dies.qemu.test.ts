import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { expect } from 'vitest';

import { test, type Lab } from './support/lab.ts';

/*
A manager in a process of its own is killed when a file appears; then a fresh process must find either nothing or one
guest that it can name and stop, and a second start must never make a second guest.
*/
const moments: [when: string, file: (root: string) => string][] = [
  ['has taken the lock', (root) => join(root, 'lock', 'orphan')],
  ['has locked the guest', (root) => join(root, 'lock', 'orphan.guest')],
  ['has written the record', (root) => join(root, 'conf', 'orphan.json')],
  ['has opened the log', (root) => join(root, 'log', 'orphan.log')],
  ['sees the monitor appear', (root) => join(root, 'ctrl', 'orphan.qmp')],
  ['sees the pid file appear', (root) => join(root, 'pid', 'orphan')],
];

for (const [when, file] of moments) {
  test(`a manager killed when it ${when} leaves no second guest behind the next start`, async ({ lab }) => {
    await killManagerWhen(lab, file(lab.root));
    const outcome = await lab.hypervisor.startInstance(await lab.tiny('orphan')).then(
      () => 'started' as const,
      (error: unknown) => error,
    );
    if (outcome !== 'started') expect(outcome).toMatchObject({ code: 'INSTANCE_RUNNING' });
    await expect.poll(async () => (await lab.processes()).length).toBe(1);
    await expect
      .poll(async () => (await lab.hypervisor.getInstanceInfo('orphan'))?.state)
      .toMatch(/running|prelaunch/);
    expect(await lab.hypervisor.stopInstance('orphan', { force: true })).toMatchObject({ by: 'quit' });
    expect(await lab.files()).toEqual([]);
    expect(await lab.processes()).toEqual([]);
  });
}

test('a guest outlives the manager that started it and obeys the next one', async ({ lab }) => {
  const manager = await startManager(lab);
  const [status] = await once(manager, 'exit');
  expect(status).toBe(0);
  expect(await lab.hypervisor.getInstanceInfo('orphan')).toMatchObject({ state: 'running' });
  expect(await lab.hypervisor.stopInstance('orphan', { force: true })).toMatchObject({ by: 'quit' });
});

async function killManagerWhen(lab: Lab, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const watcher = watch(dirname(file));
  const appeared = new Promise<void>((seen) => {
    watcher.on('change', (_event, name) => {
      if (name === basename(file)) seen();
    });
  });
  const manager = await startManager(lab);
  const ended = once(manager, 'exit');
  await appeared;
  manager.kill('SIGKILL');
  await ended;
  watcher.close();
}

async function startManager(lab: Lab): Promise<ReturnType<typeof spawn>> {
  const program = `
    import { openHypervisor } from ${JSON.stringify(join(import.meta.dirname, '../src/index.ts'))};
    const { root, specification } = JSON.parse(process.env.TASK);
    await openHypervisor({ root }).startInstance(specification);
  `;
  const task = { root: lab.root, specification: await lab.tiny('orphan') };
  return spawn(
    process.execPath,
    ['--conditions=@kvmkit/source', '--input-type=module-typescript', '--eval', program],
    {
      env: { ...process.env, TASK: JSON.stringify(task) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}
