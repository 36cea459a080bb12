/*
bench:hypervisor's figure for watching: what the watcher of a root needs while it follows many guests that do nothing.
Frozen guests: running ones, under TCG, would take the machine's time themselves.
*/
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { openHypervisor } from '@kvmkit/hypervisor';

const guests = Number(process.argv[2] ?? 100);
const settleMs = 2000;
const idleMs = 10_000;

const folder = await mkdtemp('/dev/shm/kvmkit-bench-');
const root = join(folder, 'root');
const hypervisor = openHypervisor({ root });
const names = Array.from({ length: guests }, (_, number) => `guest${number}`);
try {
  for (const name of names) {
    await hypervisor.startInstance(
      {
        name,
        uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
        hvparams: {
          kvm_path: '/usr/bin/qemu-system-x86_64',
          kernel_path: '',
          kvm_flag: 'disabled',
          user_shutdown: true,
        },
        beparams: { maxmem: 16 },
      },
      { startupPaused: true },
    );
  }
  const holder = await readFile(join(root, 'lock/.watcher'), 'utf8');
  const pid = Number(/"pid":(\d+)/.exec(holder)?.[1]);
  // It has read of the last start by then.
  await delay(settleMs);
  const before = await cpuTicks(pid);
  await delay(idleMs);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const rssMiB = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
  const ticks = (await cpuTicks(pid)) - before;
  process.stdout.write(
    `watcher of ${guests} guests: ${rssMiB.toFixed(1)} MiB (goal: at most 60), ${ticks * 10} ms of processor in ${idleMs} ms (goal: none)\n`,
  );
} finally {
  for (const name of names) await hypervisor.stopInstance(name, { force: true });
  await rm(folder, { recursive: true });
}

async function cpuTicks(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
