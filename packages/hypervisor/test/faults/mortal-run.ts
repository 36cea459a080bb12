import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import type { MortalTask } from './mortal-manager.ts';

/** What became of a manager, and how far it came. */
export interface MortalRun {
  readonly steps: readonly string[];
  /** `died` by our hand; `failed` with an error. */
  readonly end: 'done' | 'failed' | 'died';
  readonly stderr: string;
}

export async function runMortalManager(task: MortalTask): Promise<MortalRun> {
  const manager = spawn(
    process.execPath,
    ['--conditions=@kvmkit/source', join(import.meta.dirname, 'mortal-manager.ts')],
    { env: { ...process.env, TASK: JSON.stringify(task) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [stdout, stderr, [status, signal]] = await Promise.all([
    text(manager.stdout),
    text(manager.stderr),
    once(manager, 'exit'),
  ]);
  const end = signal === 'SIGKILL' ? 'died' : status === 0 ? 'done' : 'failed';
  return { steps: stdout.split('\n').filter((line) => line !== ''), end, stderr };
}

/** How often the NIC script connected each tap, less how often it took it down; at most 0 when all is given back. */
export async function connectedTaps(log: string): Promise<Map<string, number>> {
  const balance = new Map<string, number>();
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
  for (const line of lines) {
    const [action, tap] = line.split(' ');
    if (tap === undefined) continue;
    if (action === 'up') balance.set(tap, 1);
    if (action === 'down') balance.delete(tap);
  }
  return balance;
}
