import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { onTestFinished } from 'vitest';

export interface Child {
  readonly pid: number;
  /** Writes a line to the child, and resolves to the next one that it writes. */
  readonly ask: (line: string) => Promise<string>;
  /** The next line that it writes. */
  readonly line: () => Promise<string>;
  /** Kills it and waits until it is gone, also from /proc. */
  readonly kill: () => Promise<void>;
}

/** A program that is gone after the test. */
export async function startChild(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error(`${program} has no pid`);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const next = await lines.next();
    if (next.done === true) throw new Error(`${program} has ended`);
    return next.value;
  };
  return {
    pid: child.pid,
    line,
    ask: (text) => {
      child.stdin.write(`${text}\n`);
      return line();
    },
    kill,
  };
}

/** A Node process with worker threads, whose tids it prints; `end` ends the first and prints its tid. */
export async function startThreads(workers: number): Promise<Child & { readonly tids: number[] }> {
  const program = new URL('threads.mjs', import.meta.url).pathname;
  const child = await startChild(process.execPath, [program, String(workers)]);
  return { ...child, tids: JSON.parse(await child.line()) as number[] };
}
