import type { CauseOfDeath, InstanceEvent } from '@kvmkit/hypervisor';

import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { onTerminal, printJsonLine, printLine, printNote } from '../output.ts';

interface WatchOptions extends GlobalOptions {
  readonly history?: boolean;
}

export async function watch(
  { history = false, ...globals }: WatchOptions,
  ...names: readonly string[]
): Promise<void> {
  const hypervisor = hypervisorOf(globals);
  const events = hypervisor.watch({ history, ...(names.length === 0 ? {} : { names }) });
  const end = (): void => void events.close();
  process.once('SIGINT', end);
  // Whoever reads us may have had enough, as `head` has.
  process.stdout.once('error', end);
  try {
    await events.listening;
    printNote(`watching ${hypervisor.root}; Ctrl-C ends`);
    for await (const event of events) {
      if (globals.json) printJsonLine(event);
      else printLine(`${onTerminal('gray', event.at.toISOString())} ${event.name} ${describe(event)}`);
    }
  } finally {
    process.off('SIGINT', end);
  }
}

function describe(event: InstanceEvent): string {
  switch (event.event) {
    case 'started':
      return `started${event.pid === undefined ? '' : ` (process ${event.pid})`}`;
    case 'reset':
      return `reset by the ${event.by}`;
    case 'watchdog':
      return `its watchdog struck: ${event.action}`;
    case 'balloon':
      return `balloon: ${Math.round(event.memoryMiB)} MiB`;
    case 'migration':
      return `migration: ${event.status}`;
    case 'power-button':
      return 'power button pressed';
    case 'shutdown':
      return `is ending: ${causes[event.cause]}`;
    case 'ended':
      return `ended: ${causes[event.cause]}`;
    case 'monitor':
      return `${event.monitorEvent} ${JSON.stringify(event.data)}`;
    case 'paused':
    case 'resumed':
    case 'panicked':
    case 'removed':
      return event.event;
  }
}

const causes: Readonly<Record<CauseOfDeath, string>> = {
  'guest-shutdown': 'the guest shut down by itself',
  'guest-reset': 'the guest rebooted, and was to end then',
  'guest-panic': 'the guest panicked',
  watchdog: 'its watchdog struck',
  'host-shutdown': 'shut down at the power button',
  'host-quit': 'QEMU was told to end',
  killed: 'QEMU was killed, or crashed',
  migrated: 'migrated to another host',
};
