import type { MonitorEvent } from './log-line.ts';

/*
What a run has told of itself, kept to what its end may turn on; the events of a run in, one cause out:

  SHUTDOWN            guest-shutdown   the power button was pressed before?  host-shutdown, else guest-shutdown
                      guest-reset      guest-reset: the guest rebooted, and QEMU was told not to (-no-reboot)
                      guest-panic      guest-panic
                      of the host      gone elsewhere?  migrated, else host-quit
  no SHUTDOWN         killed: SIGKILL, a crash of QEMU or of its host

A watchdog acts by the same means (softmmu/watchdog.c): it presses the button, resets, or ends QEMU without a word.
*/

export type CauseOfDeath =
  /** The guest powered off by itself. */
  | 'guest-shutdown'
  /** The guest rebooted, or broke down into a reset, and QEMU was started to end then. */
  | 'guest-reset'
  | 'guest-panic'
  | 'watchdog'
  /** The guest powered off because the host had pressed its power button, or asked its agent. */
  | 'host-shutdown'
  /** QEMU was told to end: `quit`, a signal that it obeys, a reset of the host's under `-no-reboot`. */
  | 'host-quit'
  /** QEMU ended without a word: SIGKILL, or a crash. */
  | 'killed'
  /** Its state was given away before. */
  | 'migrated';

export interface RunFacts {
  /** It has executed instructions. */
  readonly ran?: boolean;
  /**
   * The power button was pressed, or the agent is asked to shut down, which the host notes itself; and the guest has
   * not been reset since.
   */
  readonly button?: boolean;
  /** What a watchdog did since the last reset: `reset`, `shutdown`, `poweroff`, … */
  readonly watchdog?: string;
  /** A migration out is complete. */
  readonly migrated?: boolean;
  /** QEMU's reason (`ShutdownCause` of qapi/run-state.json), and whether it counts as the guest's own. */
  readonly shutdown?: { readonly reason: string; readonly guest: boolean };
}

export const noFacts: RunFacts = {};

/** What is known once an event has come as well. */
export function learn(facts: RunFacts, { event, data }: Pick<MonitorEvent, 'event' | 'data'>): RunFacts {
  switch (event) {
    case 'RESUME':
      return { ...facts, ran: true, migrated: false };
    case 'POWERDOWN':
      return { ...facts, button: true };
    case 'WATCHDOG':
      return { ...facts, watchdog: String(data['action']) };
    case 'RESET': {
      // Of what was asked before, the guest knows nothing any more.
      const { button: _button, watchdog: _watchdog, ...lasting } = facts;
      return lasting;
    }
    case 'MIGRATION':
      // A guest that never ran here was on its way in.
      return { ...facts, migrated: data['status'] === 'completed' && facts.ran === true };
    case 'SHUTDOWN':
      return { ...facts, shutdown: { reason: String(data['reason']), guest: data['guest'] === true } };
    default:
      return facts;
  }
}

/** Why a run has ended, or is just ending. */
export function causeOf({ shutdown, button, watchdog, migrated }: RunFacts): CauseOfDeath {
  if (shutdown === undefined) return watchdog === 'poweroff' ? 'watchdog' : 'killed';
  switch (shutdown.reason) {
    case 'guest-shutdown':
      if (button !== true) return 'guest-shutdown';
      return watchdog === 'shutdown' ? 'watchdog' : 'host-shutdown';
    case 'guest-panic':
      return 'guest-panic';
    case 'guest-reset':
      return watchdog === 'reset' ? 'watchdog' : 'guest-reset';
    default:
      // Reasons that later QEMUs may add: they say whose doing it was.
      if (shutdown.guest) return 'guest-reset';
      return migrated === true ? 'migrated' : 'host-quit';
  }
}
