import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { execa, type ResultPromise } from 'execa';
import { test as base } from 'vitest';

const repository = resolve(import.meta.dirname, '../../../..');
const main = join(repository, 'packages/cli/src/main.ts');

/** The command as a user calls it, in a folder and a runtime directory of its own. */
export interface Cli {
  readonly folder: string;
  readonly root: string;
  run(...args: string[]): Promise<{ stdout: string; stderr: string; exitCode?: number | undefined }>;
  /** Starts the command and leaves its streams to the test. */
  start(...args: string[]): ResultPromise<{ buffer: false }>;
  /** The words that start node with this command, for other programs to run. */
  readonly words: readonly string[];
  /** Writes `tiny.json` and its image, with changes on top. */
  specification(changes?: object): Promise<string>;
}

export const test = base.extend<{ cli: Cli }>({
  cli: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'kvmkit-cli-'));
    const root = join(folder, 'root');
    const words = [process.execPath, '--conditions=@kvmkit/source', main, '--root', root];
    const [node = '', ...rest] = words;
    try {
      await use({
        folder,
        root,
        words,
        run: (...args) => execa(node, [...rest, ...args], { reject: false }),
        start: (...args) => execa(node, [...rest, ...args], { buffer: false }),
        specification: (changes = {}) => writeSpecification(folder, changes),
      });
    } finally {
      await killProcessesNaming(folder);
      await rm(folder, { recursive: true });
    }
  },
});

async function writeSpecification(folder: string, changes: object): Promise<string> {
  await copyFile(join(repository, 'examples/instances/images/tiny.img'), join(folder, 'tiny.img'));
  const file = join(folder, 'tiny.json');
  const specification = {
    name: 'tiny',
    uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
    hvparams: { kvm_path: '/usr/bin/qemu-system-x86_64', kvm_flag: 'disabled', kernel_path: '' },
    beparams: { maxmem: 32 },
    disks: [{ uuid: '000000d0-d15c-4000-8000-00000000abc0', link: './tiny.img' }],
    ...changes,
  };
  await writeFile(file, JSON.stringify(specification));
  return file;
}

async function killProcessesNaming(folder: string): Promise<void> {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (commandLine.includes(folder)) process.kill(Number(pid), 'SIGKILL');
  }
}
