import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine, printNote } from '../output.ts';

const noteAfterMs = 1000;

const endings = {
  'not-running': 'was not running',
  'power-button': 'powered off',
  quit: 'forced off (quit)',
  SIGTERM: 'forced off (SIGTERM)',
  SIGKILL: 'forced off (SIGKILL)',
} as const;

interface StopOptions extends GlobalOptions {
  readonly timeout?: number;
  readonly force?: boolean;
}

export async function stop(
  { timeout = 60, force = false, ...globals }: StopOptions,
  name: string,
): Promise<void> {
  const waiting = force
    ? `ending the QEMU of ${name}`
    : `pressed the power button of ${name}, waiting up to ${timeout} s`;
  const note = setTimeout(() => printNote(`${waiting} …`), noteAfterMs);
  try {
    const stopped = await hypervisorOf(globals).stopInstance(name, { force, timeoutMs: timeout * 1000 });
    if (globals.json) printJson(stopped);
    else printLine(`${name} ${endings[stopped.by]}`);
  } finally {
    clearTimeout(note);
  }
}
