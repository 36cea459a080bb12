import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { execa } from 'execa';

/** What the first example of a package's README finds on its reader's machine, and is given here. */
interface Surroundings {
  /** Packages that are installed besides. */
  readonly besides?: readonly string[];
  /** Files beside the example, from the package's folder in the repository. */
  readonly files?: Readonly<Record<string, string>>;
  /** Names of files that are to be in the example's own folder instead of the system's. */
  readonly replace?: readonly string[];
  /** Runs it, where `node example.ts` is not all; gives what it printed. */
  readonly run?: (folder: string) => Promise<string>;
  /** Why it is only compiled, if so. */
  readonly whyNot?: () => Promise<string | undefined>;
}

const qemu = 'qemu-system-x86_64';

/** Examples that are not listed run as they are. */
export const exampleSurroundings: Readonly<Record<string, Surroundings>> = {
  '@kvmkit/host-fds': { replace: ['web1.lock'] },
  '@kvmkit/hypervisor': { whyNot: () => Promise.resolve('it starts a guest') },
  '@kvmkit/kvm-cmdline': {
    files: { 'fixtures/qemu-7.2.22/probe.json': 'fixtures/qemu-7.2.22/probe.json' },
  },
  '@kvmkit/kvm-runtime-store': {
    besides: ['@kvmkit/kvm-cmdline'],
    files: { 'runtime.ts': 'test/runtime.ts' },
    run: runWithShortGuest,
  },
  '@kvmkit/migration': { whyNot: () => Promise.resolve('it moves a guest between two QEMUs') },
  '@kvmkit/qmp-client': { run: runBesideQemu, whyNot: whyNoQemu },
};

/** Holding the lock is all that the example wants of its QEMU: this one holds it and ends by itself. */
async function runWithShortGuest(folder: string): Promise<string> {
  await writeFile(join(folder, qemu), '#!/bin/sh\nexec sleep 5\n');
  await chmod(join(folder, qemu), 0o755);
  const { stdout } = await execa('node', ['example.ts', join(folder, 'root')], {
    cwd: folder,
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
    timeout: 20_000,
  });
  if (stdout !== 'true') throw new Error(`the README's example printed ${stdout} rather than true`);
  return stdout;
}

async function runBesideQemu(folder: string): Promise<string> {
  const socket = join(folder, 'qmp');
  const monitor = ['-qmp', `unix:${socket},server=on,wait=off`];
  const machine = execa(qemu, ['-machine', 'none', '-S', '-display', 'none', '-nodefaults', ...monitor], {
    reject: false,
  });
  try {
    const { stdout } = await execa('node', ['example.ts', socket], { cwd: folder, timeout: 20_000 });
    return stdout;
  } finally {
    machine.kill();
    await machine;
  }
}

async function whyNoQemu(): Promise<string | undefined> {
  const { failed } = await execa(qemu, ['--version'], { reject: false });
  return failed ? `there is no ${qemu}` : undefined;
}
