import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { onTestFinished } from 'vitest';

const script = fileURLToPath(new URL('hold-lock.ts', import.meta.url));

/** Another process that holds a lock. */
export interface Holder {
  readonly pid: number;
  /** Lets it give the lock up and end. */
  release(): Promise<void>;
  /** Lets it leave the lock to a child and end; the child ends with the test. */
  handOver(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

export async function startHolder(path: string, doing: string, mode = 'exclusive'): Promise<Holder> {
  const child = spawn(process.execPath, ['--conditions=@kvmkit/source', script, path, doing, mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  await Promise.race([
    once(child.stdout, 'data'),
    exited.then(() => Promise.reject(new Error('the holder ended before it held the lock'))),
  ]);
  const release = async (): Promise<void> => {
    child.stdin.end();
    await exited;
  };
  const handOver = async (): Promise<void> => {
    child.stdin.write('hand over\n');
    const [heir] = (await once(child.stdout, 'data')) as [Buffer];
    onTestFinished(() => void process.kill(Number(heir.toString()), 'SIGKILL'));
    await exited;
  };
  return { pid: child.pid ?? -1, release, handOver, kill };
}
