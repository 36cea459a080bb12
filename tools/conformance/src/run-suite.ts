import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Group } from './group.ts';
import { judge, type Verdict } from './judge.ts';
import type { Suite } from './suite.ts';
import type { WantedDifference } from './wanted-difference.ts';

/** What came out of one case of one group. */
export interface Outcome {
  readonly group: string;
  readonly id: string;
  readonly verdict: Verdict;
}

/** Puts the cases of some groups to kvmkit, one group after the other. */
export async function runSuite(
  suite: Suite,
  groupNames: readonly string[],
  groups: readonly Group[],
  wanted: readonly WantedDifference[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const group of groupNames) {
    const adapter = groups.find(({ name }) => name === group);
    const results = await suite.results(group);
    const ofGroup = await mapAtOnce(
      await suite.cases(group),
      adapter?.casesAtOnce ?? 1,
      async (asked): Promise<Outcome> => {
        const question = { group, asked, recorded: results.get(asked.id) };
        return { group, id: asked.id, verdict: await verdictOn(question, adapter, suite, wanted) };
      },
    );
    outcomes.push(...ofGroup);
  }
  return outcomes;
}

/** The results in the order of the items. */
async function mapAtOnce<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const takeTurns = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  return results;
}

async function verdictOn(
  question: {
    readonly group: string;
    readonly asked: ConformanceCase;
    readonly recorded: Recorded | undefined;
  },
  adapter: Group | undefined,
  { world }: Suite,
  wanted: readonly WantedDifference[],
): Promise<Verdict> {
  const { asked, recorded } = question;
  if (adapter === undefined) return { kind: 'unsupported', reason: 'no adapter for the group' };
  const mode = adapter.modes[asked.mode];
  if (mode === undefined) return { kind: 'unsupported', reason: `no adapter for the mode ${asked.mode}` };
  if (recorded === undefined) return { kind: 'unsupported', reason: 'no recorded result' };
  if (recorded.unsupported !== undefined) {
    return { kind: 'unsupported', reason: 'the recorded Ganeti lacks the function' };
  }
  const part = mode.partOf === undefined ? recorded : mode.partOf(recorded, asked);
  if (part === undefined) return { kind: 'unsupported', reason: 'another part of kvmkit answers it' };
  try {
    const answer = await mode.answer(asked, world);
    return judge({ ...question, recorded: part }, mode, answer, wanted);
  } catch (error) {
    // Nothing that a case may hold should end in an error that its group does not know.
    return { kind: 'different', reason: `no answer, but an error: ${String(error)}` };
  }
}
