/** Says which step is begun: a QMP command, or a deed on this host; the last one is told where it fails. */
export type ReachStep = (step: string) => void;

/** A QMP command of several that QEMU is to get in one go. */
export type Command = readonly [step: string, send: () => Promise<unknown>];

/**
 * Sends commands without waiting for each one's answer: QEMU carries them out in their order, and one whose
 * predecessor has failed fails too.
 * @throws what the first of those that failed has failed by; by then the others are sent
 */
export async function executeTogether(commands: readonly Command[], reach: ReachStep): Promise<void> {
  const sent = commands.map(([step, send]) => ({ step, answer: send() }));
  for (const { answer } of sent) answer.catch(() => undefined);
  for (const { step, answer } of sent) {
    reach(step);
    await answer;
  }
}
