import { arch, cpus, release } from 'node:os';

import Table from 'cli-table3';

/** Two ways to the same end, measured in turns so that both meet the same machine. */
export interface Pair {
  readonly what: string;
  readonly ours: () => Promise<void>;
  readonly baseline: () => Promise<void>;
  /** Undoes one turn of either; not measured. */
  readonly after?: () => Promise<void>;
  /** What the ratio ours : baseline is to reach at most. */
  readonly goal: number;
}

/** Runs each pair `turns` times and prints medians and ratios. */
export async function runPairs(pairs: readonly Pair[], turns: number): Promise<void> {
  const table = new Table({
    head: ['', 'ours ms', 'baseline ms', 'ratio', 'goal'],
    style: { head: [], border: [] },
  });
  for (const { what, ours, baseline, after, goal } of pairs) {
    const times = { ours: [] as number[], baseline: [] as number[] };
    for (let turn = 0; turn <= turns; turn += 1) {
      for (const [side, run] of [
        ['baseline', baseline],
        ['ours', ours],
      ] as const) {
        const began = performance.now();
        await run();
        // The first turn warms caches and is not counted.
        if (turn > 0) times[side].push(performance.now() - began);
        await after?.();
      }
    }
    const [mine, theirs] = [median(times.ours), median(times.baseline)];
    table.push([what, mine.toFixed(1), theirs.toFixed(1), (mine / theirs).toFixed(2), `<= ${goal}`]);
  }
  process.stdout.write(`${table.toString()}\n`);
  process.stdout.write(`medians of ${turns} turns; ${describeMachine()}\n`);
}

/** What a figure is worth nothing without. */
export function describeMachine(): string {
  return `Node ${process.version}, Linux ${release()} ${arch()}, ${cpus().length} x ${cpus()[0]?.model ?? '?'}`;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
