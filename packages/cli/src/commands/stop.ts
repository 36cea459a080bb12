import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine, printWarnings, withNote } from '../output.ts';

const endings = {
  'not-running': 'was not running',
  'guest-agent': 'shut down by its agent',
  'power-button': 'powered off',
  quit: 'forced off (quit)',
  SIGTERM: 'forced off (SIGTERM)',
  SIGKILL: 'forced off (SIGKILL)',
} as const;

export interface StopOptions extends GlobalOptions {
  readonly timeout?: number;
  readonly force?: boolean;
}

export async function stop(options: StopOptions, name: string): Promise<void> {
  const stopped = await whileNoted(options, name, (how) => hypervisorOf(options).stopInstance(name, how));
  if (options.json) printJson(stopped);
  else printLine(`${name} ${endings[stopped.by]}`);
  printWarnings(stopped.warnings);
}

export async function reboot(options: StopOptions, name: string): Promise<void> {
  const started = await whileNoted(options, name, (how) => hypervisorOf(options).rebootInstance(name, how));
  if (options.json) printJson(started);
  else printLine(`${name} rebooted (process ${started.pid})`);
}

/** Says what is waited for as soon as it takes its time. */
function whileNoted<T>(
  { timeout = 60, force = false }: StopOptions,
  name: string,
  call: (how: { force: boolean; timeoutMs: number }) => Promise<T>,
): Promise<T> {
  const waiting = force
    ? `ending the QEMU of ${name}`
    : `pressed the power button of ${name}, waiting up to ${timeout} s`;
  return withNote(waiting, () => call({ force, timeoutMs: timeout * 1000 }));
}
