/** One way to end a guest and how long to wait for its effect. */
export type StopStep = { readonly timeoutMs: number } & (
  | { readonly name: 'guest-agent'; readonly command?: never; readonly signal?: never }
  | { readonly name: 'power-button'; readonly command: 'system_powerdown'; readonly signal?: never }
  | { readonly name: 'quit'; readonly command: 'quit'; readonly signal?: never }
  | { readonly name: 'SIGTERM' | 'SIGKILL'; readonly command?: never; readonly signal: 'SIGTERM' | 'SIGKILL' }
);

/** How a guest can be asked. */
export interface StopManners {
  readonly powerButton: boolean;
  /** Where it has the channel of one; whether one listens is seen when it is asked. */
  readonly guestAgent: boolean;
}

/**
 * From the gentlest to the last; each waits for the end of QEMU before the next is taken. The guest is asked for
 * `timeoutMs` in all, by its agent for half of that: one that has not begun by then may still hear the button.
 */
export function stopPlan(
  { force = false, timeoutMs = 60_000 }: { readonly force?: boolean; readonly timeoutMs?: number },
  { powerButton, guestAgent }: StopManners,
): readonly StopStep[] {
  const forced: StopStep[] = [
    // QEMU flushes its disks on quit and on SIGTERM alike; a stuck monitor leaves only the signal.
    { name: 'quit', command: 'quit', timeoutMs: 5000 },
    { name: 'SIGTERM', signal: 'SIGTERM', timeoutMs: 5000 },
    { name: 'SIGKILL', signal: 'SIGKILL', timeoutMs: 10_000 },
  ];
  // Without ACPI a guest can not switch its machine off either.
  if (force || !powerButton) return forced;
  const button: StopStep = { name: 'power-button', command: 'system_powerdown', timeoutMs };
  if (!guestAgent) return [button, ...forced];
  return [{ name: 'guest-agent', timeoutMs: timeoutMs / 2 }, button, ...forced];
}
