/** One way to end a guest and how long to wait for its effect. */
export type StopStep = { readonly timeoutMs: number } & (
  | { readonly name: 'power-button'; readonly command: 'system_powerdown'; readonly signal?: never }
  | { readonly name: 'quit'; readonly command: 'quit'; readonly signal?: never }
  | { readonly name: 'SIGTERM' | 'SIGKILL'; readonly signal: 'SIGTERM' | 'SIGKILL' }
);

/** From the gentlest to the last; each waits for the end of QEMU before the next is taken. */
export function stopPlan(
  { force = false, timeoutMs = 60_000 }: { readonly force?: boolean; readonly timeoutMs?: number },
  hasPowerButton: boolean,
): readonly StopStep[] {
  const forced: StopStep[] = [
    // QEMU flushes its disks on quit and on SIGTERM alike; a stuck monitor leaves only the signal.
    { name: 'quit', command: 'quit', timeoutMs: 5000 },
    { name: 'SIGTERM', signal: 'SIGTERM', timeoutMs: 5000 },
    { name: 'SIGKILL', signal: 'SIGKILL', timeoutMs: 10_000 },
  ];
  if (force || !hasPowerButton) return forced;
  return [{ name: 'power-button', command: 'system_powerdown', timeoutMs }, ...forced];
}
