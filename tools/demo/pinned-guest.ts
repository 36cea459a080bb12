import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

import type { Stage } from './stage.ts';

const repository = resolve(import.meta.dirname, '../..');
const folder = '.cache/demo';

/**
 * A guest whose processors have a CPU each, and which is shut down twice: from inside, and by the host. Which of the
 * two it was is told by `info`, where the guest asked for that with `user_shutdown`, and by `watch`.
 */
export async function tellPinnedGuest(stage: Stage, guest: string): Promise<void> {
  const file = await writeSpecification(guest);
  stage.say(`\n${file}: cpu_mask has a CPU for each of its 2 processors, and user_shutdown is on`);
  stage.prompt('watch', guest, '&');
  const watch = stage.open('watch', guest);
  watch.catch(() => undefined);
  try {
    await once(watch.stderr, 'data');
    const events = createInterface({ input: watch.stdout });
    events.on('line', (line) => stage.quote(`watch: ${line}`));

    await stage.kvmkit('start', file, '--paused');
    await showPinning(stage, await stage.pidOf(guest));
    let ended = untilEnded(events);
    stage.say('\nAt q on its console this guest powers itself off:');
    await stage.bootOnTheConsole(guest, { last: 'TINY', key: 'q' });
    await ended;
    await stage.kvmkit('info', guest);

    stage.say('\nThe same machine again, by its name; now the host ends it, and does not ask:');
    await stage.kvmkit('start', guest);
    ended = untilEnded(events);
    await stage.kvmkit('stop', guest, '--force');
    await ended;
  } finally {
    watch.kill('SIGINT');
    await watch.catch(() => undefined);
    await rm(join(repository, folder), { recursive: true });
  }
}

/** A guest of one boot sector. Which CPUs there are is known on the machine only. */
async function writeSpecification(guest: string): Promise<string> {
  const status = await readFile('/proc/self/status', 'utf8');
  const cpus = (allowedCpus(status).match(/\d+/g) ?? []).map(Number);
  const specification = {
    name: guest,
    uuid: '3f0f3a54-6a0a-4b8e-8a53-6f1d0c7be0a2',
    hvparams: { kernel_path: '', cpu_mask: `${cpus.at(0)}:${cpus.at(-1)}`, user_shutdown: true },
    beparams: { vcpus: 2, maxmem: 32 },
    disks: [
      {
        uuid: '51a3bd5e-6f7c-4a39-8a52-1a8ad3b8f0d7',
        link: resolve(repository, 'examples/instances/images/tiny.img'),
      },
    ],
  };
  await mkdir(join(repository, folder), { recursive: true });
  const file = join(folder, `${guest}.json`);
  await writeFile(join(repository, file), JSON.stringify(specification, null, 2));
  return file;
}

/** As the kernel tells it. */
async function showPinning(stage: Stage, pid: number): Promise<void> {
  stage.say(`\nWhere the kernel lets its threads run (/proc/${pid}/task/*/status):`);
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    // Threads that only help QEMU come and go.
    const status = await readFile(`/proc/${pid}/task/${thread}/status`, 'utf8').catch(() => undefined);
    if (status === undefined) continue;
    const cpus = allowedCpus(status);
    const what = thread === String(pid) ? ', QEMU’s own' : '';
    stage.quote(`thread ${thread}${what}: ${/[-,]/.test(cpus) ? 'CPUs' : 'CPU'} ${cpus}`);
  }
}

function allowedCpus(status: string): string {
  return /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '';
}

function untilEnded(events: Interface): Promise<void> {
  const { promise, resolve: done } = Promise.withResolvers<void>();
  const look = (line: string): void => {
    if (!line.includes(' ended: ')) return;
    events.off('line', look);
    done();
  };
  events.on('line', look).once('close', done);
  return promise;
}
