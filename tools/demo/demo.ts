/*
One guest's life, by the commands that a user types: start, boot on the console, list, info, stop.
Whatever ends this process, also Ctrl-C, ends the guest.
*/
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

import { execa } from 'execa';

const repository = resolve(import.meta.dirname, '../..');
const command = resolve(repository, 'packages/cli/bin/kvmkit.js');
const guest = 'linux';
const specification = 'examples/instances/linux.json';

const times: [step: string, ms: number][] = [];
const giveUp = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => giveUp.abort(signal));

await refuseIfInUse();
try {
  await tellLife();
} catch (error) {
  await execa(process.execPath, [command, 'stop', guest, '--force'], { cwd: repository, reject: false });
  say(
    giveUp.signal.aborted
      ? `\nended by ${String(giveUp.signal.reason)}; the guest is gone`
      : `\nthe demo failed: ${String(error)}`,
  );
  process.exit(giveUp.signal.aborted ? 130 : 1);
}

async function tellLife(): Promise<void> {
  const began = performance.now();
  await kvmkit('start', specification, '--paused');
  await bootOnTheConsole();
  await kvmkit('list');
  await kvmkit('info', guest);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- printed by our own command
  const { pid } = JSON.parse((await quietly('info', guest, '--json')).stdout) as { pid: number };
  await kvmkit('stop', guest, '--timeout', '20');
  await kvmkit('list');
  // A process that has ended but is not yet reaped has no command line any more.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (commandLine.includes(guest)) throw new Error(`process ${pid} is still there`);
  say(`\nNothing is left of ${guest}. Seconds:`);
  for (const [step, ms] of times) say(`  ${(ms / 1000).toFixed(2).padStart(6)}  ${step}`);
  say(`  ${((performance.now() - began) / 1000).toFixed(2).padStart(6)}  in all`);
}

/** The console is joined before the guest runs, so that not one line is missed. */
async function bootOnTheConsole(): Promise<void> {
  say(prompt('console', guest));
  const terminal = execa(process.execPath, [command, 'console', guest], {
    cwd: repository,
    cancelSignal: giveUp.signal,
    buffer: false,
  });
  // Its end by the escape key is awaited below; its end by Ctrl-C is tellLife's to report.
  terminal.catch(() => undefined);
  const lines = createInterface({ input: terminal.stdout });
  await kvmkit('resume', guest);
  const began = performance.now();
  for await (const line of lines) {
    say(styleText('gray', `  ${line.trimEnd()}`, { stream: process.stdout }));
    if (line.startsWith('GUEST-READY')) break;
  }
  giveUp.signal.throwIfAborted();
  times.push(['boot, to GUEST-READY on the console', performance.now() - began]);
  terminal.stdin.write('\u001D');
  await terminal;
}

async function kvmkit(...args: string[]): Promise<void> {
  say(prompt(...args));
  const began = performance.now();
  await execa(process.execPath, [command, ...args], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    cancelSignal: giveUp.signal,
  });
  times.push([`kvmkit ${args.join(' ')}`, performance.now() - began]);
}

function quietly(...args: string[]): Promise<{ stdout: string }> {
  return execa(process.execPath, [command, ...args], { cwd: repository });
}

async function refuseIfInUse(): Promise<void> {
  const { exitCode } = await execa(process.execPath, [command, 'info', guest], {
    cwd: repository,
    reject: false,
  });
  if (exitCode !== 0) return;
  say(`there is an instance ${guest} already, which the demo would disturb: npx kvmkit stop ${guest}`);
  process.exit(1);
}

function prompt(...args: string[]): string {
  return styleText('bold', `\n$ npx kvmkit ${args.join(' ')}`, { stream: process.stdout });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
