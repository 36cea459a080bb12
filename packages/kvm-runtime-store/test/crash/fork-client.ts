import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { parseReport, type ForkReport, type ForkRequest } from './fork-protocol.ts';

export interface Zygote extends AsyncDisposable {
  run(request: ForkRequest): Promise<ForkReport>;
}

/** Compiles the addon into a folder and starts the process that forks; or says why that cannot be had here. */
export async function startZygote(folder: string): Promise<Zygote | string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'forks are traced on Linux on x86-64 only';
  const addon = join(folder, 'forked-run.node');
  const headers = resolve(process.execPath, '../../include/node');
  const source = join(import.meta.dirname, 'forked-run.c');
  const { error, stderr } = spawnSync(
    'cc',
    ['-shared', '-fPIC', '-O2', `-I${headers}`, source, '-o', addon],
    {
      encoding: 'utf8',
    },
  );
  if (error !== undefined) return 'there is no C compiler (cc)';
  if (stderr !== '') return `the addon that forks does not compile: ${stderr}`;

  const script = fileURLToPath(new URL('zygote.ts', import.meta.url));
  // The fork has no helper threads for V8 to wait for.
  const args = ['--single-threaded', '--conditions=@kvmkit/source', script, addon];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const zygote: Zygote = {
    run: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error('the process that forks is gone');
      return parseReport(String(JSON.parse(value)));
    },
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await exited;
    },
  };
  const trial = await zygote
    .run({ operation: 'withLock, nothing', root: join(folder, 'trial'), lengthBytes: 0, at: 0, error: 0 })
    .catch((problem: unknown) => String(problem));
  if (typeof trial !== 'string') return zygote;
  await zygote[Symbol.asyncDispose]();
  return `no fork can be traced here: ${trial}`;
}
