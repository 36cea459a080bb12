import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

// @boundaries-ignore the way to play /proc, which no caller of the package needs
import { findGuestProcess, parsePidFile } from '../../../../packages/kvm-runtime-store/src/guest-process.ts';
// @boundaries-ignore as above
import { instancePaths } from '../../../../packages/kvm-runtime-store/src/instance-paths.ts';
import type { Group } from '../group.ts';

const pidAliveCase = v.object({
  name: v.string(),
  pidfile: v.nullish(v.string()),
  cmdline: v.optional(v.array(v.string()), []),
  alive: v.optional(v.boolean(), true),
});

/** Whether the process that a pid file names is the guest: asked of a /proc that has just this process. */
export const pidalive: Group = {
  name: 'pidalive',
  modes: {
    pid_alive: {
      answer: async (given) => {
        const { name, pidfile, cmdline, alive } = v.parse(pidAliveCase, given);
        await using folder = await mkdtempDisposable(join(tmpdir(), 'conformance-'));
        const paths = instancePaths(folder.path, name);
        await mkdir(join(folder.path, 'pid'));
        if (typeof pidfile === 'string') await writeFile(paths.pidFile, pidfile);
        const pid = parsePidFile(pidfile ?? '') ?? 0;
        const proc = join(folder.path, 'proc');
        if (alive) await writeProcess(join(proc, String(pid)), cmdline);
        const guest = await findGuestProcess(paths, proc);
        const recordedPath = `@RUN@/kvm-hypervisor/pid/${name}`;
        return { kind: 'result', result: { result: [recordedPath, pid, guest !== undefined] } };
      },
    },
  },
};

/** As proc(5) says: the arguments with a NUL after each, and the start time as the 22nd field. */
async function writeProcess(folder: string, cmdline: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'cmdline'), cmdline.map((argument) => `${argument}\0`).join(''));
  await writeFile(join(folder, 'stat'), `1 (kvm) S ${'0 '.repeat(18)}4711 0`);
}
