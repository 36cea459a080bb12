import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine, printNote } from '../output.ts';
import type { GlobalOptions } from '../program.ts';

const noteAfterMs = 1000;

const endings = {
  'not-running': 'was not running',
  'power-button': 'powered off',
  quit: 'forced off (quit)',
  SIGTERM: 'forced off (SIGTERM)',
  SIGKILL: 'forced off (SIGKILL)',
} as const;

export async function stop(
  globals: GlobalOptions,
  name: string,
  { timeout = 60, force = false }: { timeout?: number; force?: boolean },
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
