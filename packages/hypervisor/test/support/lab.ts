import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';

import { test as base } from 'vitest';

import { openHypervisor, type InstanceSpecInput, type KvmHypervisor } from '../../src/index.ts';

const repository: string = resolve(import.meta.dirname, '../../../..');
export const images: string = join(repository, 'examples/instances/images');
export const qemu = '/usr/bin/qemu-system-x86_64';

/** A runtime directory of its own, gone with all of its guests when the test ends. */
export interface Lab {
  readonly folder: string;
  readonly root: string;
  readonly hypervisor: KvmHypervisor;
  /** A specification of the tiny guest, with an image of its own. */
  tiny(name: string, hvparams?: InstanceSpecInput['hvparams']): Promise<InstanceSpecInput>;
  /** Every file below the root but the cache. */
  files(): Promise<string[]>;
  /** The processes that name this lab's folder on their command line. */
  processes(): Promise<number[]>;
}

/** A test that gets a lab and fails if it leaves a process behind. */
export const test = base.extend<{ lab: Lab }>({
  lab: async ({}, use) => {
    const lab = await makeLab();
    try {
      await use(lab);
    } finally {
      for (const pid of await lab.processes()) process.kill(pid, 'SIGKILL');
      await rm(lab.folder, { recursive: true });
    }
  },
});

async function makeLab(): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'kvmkit-lab-'));
  const root = join(folder, 'root');
  return {
    folder,
    root,
    hypervisor: openHypervisor({ root }),
    tiny: async (name, hvparams = {}) => {
      const link = join(folder, `${name}.img`);
      await copyFile(join(images, 'tiny.img'), link);
      return {
        name,
        uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
        // TCG everywhere: what is tested here does not depend on the accelerator, and KVM is not everywhere.
        hvparams: { kvm_path: qemu, kvm_flag: 'disabled', kernel_path: '', ...hvparams },
        beparams: { maxmem: 32 },
        disks: [{ uuid: '000000d0-d15c-4000-8000-00000000abc0', link }],
      };
    },
    files: () => filesBelow(root),
    processes: () => processesNaming(folder),
  };
}

async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.parentPath.endsWith('/cache'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

async function processesNaming(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const named = await Promise.all(
    pids.map(async (pid) => {
      const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return commandLine.includes(folder) ? pid : undefined;
    }),
  );
  return named.filter((pid) => pid !== undefined);
}

/** A raw image of 32 MiB. */
export async function makeImage({ folder }: Pick<Lab, 'folder'>, name: string): Promise<string> {
  const link = join(folder, name);
  await using image = await open(link, 'w');
  await image.truncate(32 * 2 ** 20);
  return link;
}

/** Reads a stream until a text has come by; rejects when it ends or the time is over. */
export async function untilText(stream: Duplex, text: string, timeoutMs = 15_000): Promise<string> {
  let seen = '';
  const deadline = setTimeout(
    () => stream.destroy(new Error(`no ${JSON.stringify(text)} in: ${seen}`)),
    timeoutMs,
  );
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      seen += String(chunk);
      if (seen.includes(text)) return seen;
    }
  } finally {
    clearTimeout(deadline);
  }
  throw new Error(`ended before ${JSON.stringify(text)}: ${seen}`);
}

/** Waits for the end of a stream that nobody reads any more; QEMU's exit may also reset it. */
export async function untilEnd(stream: Duplex): Promise<void> {
  stream.resume();
  await finished(stream).catch(() => undefined);
}

/** Starts the tiny guest and waits until it takes commands. */
export async function startedTiny(
  lab: Lab,
  name: string,
  hvparams?: InstanceSpecInput['hvparams'],
): Promise<{ pid: number; serial: Duplex }> {
  const { pid } = await lab.hypervisor.startInstance(await lab.tiny(name, hvparams), { startupPaused: true });
  const serial = await lab.hypervisor.openConsole(name);
  await lab.hypervisor.resumeInstance(name);
  await untilText(serial, 'TINY');
  return { pid, serial };
}

/** The facts of one process, as the kernel tells them. */
export function processField(pid: number, field: 'sid' | 'pgid' | 'seccomp'): number {
  if (field === 'seccomp') {
    const status = execFileSync('grep', ['Seccomp:', `/proc/${pid}/status`], { encoding: 'utf8' });
    return Number(status.split(':')[1]);
  }
  return Number(execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }));
}
