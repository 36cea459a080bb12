import type { HypervisorContext } from '../context.ts';
import { causeOf, learn, noFacts, type CauseOfDeath, type RunFacts } from './cause-of-death.ts';
import { parseLogLine, type LogLine } from './log-line.ts';
import { openLogReader } from './log-reader.ts';

/**
 * Why the last run of an instance has ended, from the log that its QEMU has left; `undefined` where there is none, or
 * it never came to be a machine. Only to be asked of an instance whose QEMU is gone.
 */
export async function causeOfDeath(
  { store }: HypervisorContext,
  name: string,
): Promise<CauseOfDeath | undefined> {
  const facts = await factsIn(store.paths(name).events);
  return facts === undefined ? undefined : causeOf(facts);
}

/** What a log tells of its run; `undefined` where QEMU never was. */
export async function factsIn(path: string): Promise<RunFacts | undefined> {
  await using log = await openLogReader(path);
  let facts: RunFacts | undefined;
  if (log !== undefined) for await (const text of log.lines()) facts = nextFacts(facts, parseLogLine(text));
  return facts;
}

/** What is known of a run after one more line of its log; nothing before QEMU was there. */
export function nextFacts(facts: RunFacts | undefined, line: LogLine | undefined): RunFacts | undefined {
  switch (line?.kind) {
    case 'greeting':
      return facts ?? noFacts;
    case 'facts':
      // What QEMU wrote while the log was being cut stands before them.
      return { ...line.facts, ...facts };
    case 'event':
      return learn(facts ?? noFacts, line);
    case undefined:
      return facts;
  }
}
