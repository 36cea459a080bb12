import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';

import { brokenOperations } from './crash/broken-operations.ts';
import { FaultTally } from './crash/fault-tally.ts';
import type { Plan } from './crash/faults.ts';
import { CrashHarness } from './crash/harness.ts';
import { operations, type Operation } from './crash/operations.ts';

const runs = Number(process.env['KVMKIT_FAULT_STREAMS'] ?? 1000);
// A new one each time: what a run has found can be had again by naming its seed.
const seed = Number(process.env['KVMKIT_SEED'] ?? Date.now() % 2 ** 31);
const tally = new FaultTally();
const patience = { timeout: 600_000 };

/** In memory: a kill of a process shows nothing about disks. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'kvm-runtime-store-crash-'));
let harness: CrashHarness | string;

beforeAll(async () => {
  harness = await CrashHarness.start(folder);
});

afterAll(async () => {
  const died = typeof harness === 'string' ? 0 : harness.died;
  if (typeof harness !== 'string') await harness[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
  const facts = {
    Node: process.versions.node,
    seed: String(seed),
    'forks that died by themselves': String(died),
  };
  process.stdout.write(`${JSON.stringify(facts)}\n`);
  tally.report('kvm-runtime-store', facts);
});

function harnessOr(ctx: TestContext): CrashHarness {
  if (typeof harness === 'string') return ctx.skip(harness);
  return harness;
}

/** What was wrong, by plan. */
async function problemsOf(
  crash: CrashHarness,
  operation: Operation,
  plans: readonly Plan[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const plan of plans) {
    const result = await crash.run(operation, plan);
    const what = plan.at === 0 ? 'undisturbed' : `${plan.fault} at call ${plan.at}`;
    if (result.problem !== undefined) problems.push(`${what}: ${result.problem}`);
  }
  return problems;
}

test(
  `${runs} crashes and refusals: the record is the old or the new one, and nothing of the dead is in the way`,
  patience,
  async (ctx) => {
    const crash = harnessOr(ctx);
    const all: Plan[] = [];
    for (const [name, operation] of Object.entries(operations))
      all.push(...(await crash.plansOf(name, operation)));
    // A long run has every one of them, and then more at random.
    const every = runs >= all.length ? all : [];
    const random = fc.sample(
      fc
        .tuple(fc.constantFrom(...all), fc.nat(100_000), fc.boolean())
        .map(([plan, lengthBytes, foundDraft]): Plan => ({ ...plan, lengthBytes, foundDraft })),
      { numRuns: runs - every.length, seed },
    );
    const problems: string[] = [];
    for (const plan of [...every, ...random]) {
      const operation = operations[plan.operation];
      if (operation === undefined) throw new Error(`there is no operation ${plan.operation}`);
      const result = await crash.run(operation, plan);
      const points =
        all.filter((each) => each.operation === plan.operation && each.fault === 'SIGKILL').length - 1;
      tally.add(plan.operation, plan.fault, points, result);
      if (result.problem !== undefined) problems.push(`${JSON.stringify(plan)}: ${result.problem}`);
    }
    expect(problems).toEqual([]);
  },
);

describe('what changes a record or a uid makes its system calls in the order that survives a power cut', () => {
  test.for(Object.entries(operations))('%s', async ([name, operation], ctx) => {
    const [undisturbed] = await harnessOr(ctx).plansOf(name, operation);
    if (undisturbed === undefined) throw new Error('there is no undisturbed run');
    await expect(harnessOr(ctx).run(operation, undisturbed)).resolves.toMatchObject({
      end: 'done',
      problem: undefined,
    });
  });
});

describe('the harness finds a planted fault', () => {
  test.for(Object.entries(brokenOperations))('%s', patience, async ([name, operation], ctx) => {
    const crash = harnessOr(ctx);
    const problems = await problemsOf(crash, operation, await crash.plansOf(name, operation));
    expect(problems.join('\n')).toMatch(operation.found);
  });
});
