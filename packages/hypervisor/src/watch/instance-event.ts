import { causeOf, type CauseOfDeath, type RunFacts } from './cause-of-death.ts';
import type { MonitorEvent } from './log-line.ts';

/** Something that happened to an instance. */
export type InstanceEvent = {
  readonly name: string;
  /** When QEMU said so; where it does not say, when it was noticed. */
  readonly at: Date;
} & (InstanceChange | SaidByMonitor);

/** What is known from without. */
export type InstanceChange =
  /** QEMU is there, and frozen: a guest that executes is `resumed` next. */
  | { readonly event: 'started'; readonly pid: number | undefined; readonly qemuVersion: string | undefined }
  /** QEMU is gone. */
  | { readonly event: 'ended'; readonly cause: CauseOfDeath }
  /** It was cleaned up after; an instance whose start failed is only removed. */
  | { readonly event: 'removed' };

/** What QEMU said, in its own words too: `monitorEvent` and `data`. */
export type SaidByMonitor = {
  readonly monitorEvent: string;
  readonly data: Readonly<Record<string, unknown>>;
} & (
  | { readonly event: 'paused' | 'resumed' | 'panicked' }
  | { readonly event: 'reset'; readonly by: 'guest' | 'host' }
  | { readonly event: 'watchdog'; readonly action: string }
  | { readonly event: 'balloon'; readonly memoryMiB: number }
  | { readonly event: 'migration'; readonly status: string }
  /** The power button was pressed. */
  | { readonly event: 'power-button' }
  /** It is about to end. */
  | { readonly event: 'shutdown'; readonly cause: CauseOfDeath }
  /** All else that QEMU has to say. */
  | { readonly event: 'monitor' }
);

/** An event of QEMU's as what it means for the instance, with what was known of the run when it had come. */
export function describeEvent({ event, data }: MonitorEvent, facts: RunFacts): SaidByMonitor {
  const said = { monitorEvent: event, data };
  switch (event) {
    case 'STOP':
      return { event: 'paused', ...said };
    case 'RESUME':
      return { event: 'resumed', ...said };
    case 'GUEST_PANICKED':
      return { event: 'panicked', ...said };
    case 'RESET':
      return { event: 'reset', by: data['guest'] === true ? 'guest' : 'host', ...said };
    case 'WATCHDOG':
      return { event: 'watchdog', action: String(data['action']), ...said };
    case 'BALLOON_CHANGE':
      return { event: 'balloon', memoryMiB: Number(data['actual']) / 2 ** 20, ...said };
    case 'MIGRATION':
      return { event: 'migration', status: String(data['status']), ...said };
    case 'POWERDOWN':
      return { event: 'power-button', ...said };
    case 'SHUTDOWN':
      return { event: 'shutdown', cause: causeOf(facts), ...said };
    default:
      return { event: 'monitor', ...said };
  }
}
