import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { isOver } from '../src/hand-over/hand-over.ts';
import type { Preference } from '../src/recovery/decide.ts';
import { ModelledWorld } from './support/modelled-world.ts';

const runs = Number(process.env['KVMKIT_FAULT_STREAMS'] ?? 20_000);

const rare = /dies|killed|fails|cancels/;

/** Which sides a recovery sees, and after how many steps it dies. */
const anyRecovery = fc.record({ source: fc.boolean(), target: fc.boolean(), diesAfter: fc.nat(6) });

const anyWorld = fc.record({
  choices: fc.array(fc.nat(999), { minLength: 5, maxLength: 60 }),
  mayKill: fc.boolean(),
  isNewQemu: fc.boolean(),
  prefer: fc.constantFrom('keep', 'give', undefined),
  recoveries: fc.array(anyRecovery, { maxLength: 4 }),
});

test('whatever happens in whatever order, and wherever the driver or a recovery dies: never two, and one unless a QEMU was killed', () => {
  const ends = new Set<string>();
  fc.assert(
    fc.property(anyWorld, ({ choices, mayKill, isNewQemu, prefer, recoveries }) => {
      const world = new ModelledWorld();
      world.isNewQemu = isNewQemu;
      for (const choice of choices) happen(world, choice, mayKill);
      if (world.hasDriver) driveToTheEnd(world);
      world.hasDriver = false;
      for (const { diesAfter, ...sees } of recoveries) recover(world, sees, prefer, diesAfter);
      ends.add(`${recoverFully(world, prefer)}, ${world.runs().join()}`);
    }),
    { numRuns: runs },
  );
  // A property that never comes to these proves nothing.
  expect([...ends]).toEqual(expect.arrayContaining(['source, source', 'target, target', 'lost, ']));
});

function act(world: ModelledWorld, what: string, doIt: () => void): void {
  world.log.push(what);
  doIt();
  claim(world.runs().length <= 1, 'two run', world);
}

/** What is rare is so that most worlds come to the hand-over. */
function happen(world: ModelledWorld, choice: number, mayKill: boolean): void {
  const all = world.possibilities().filter(([what]) => mayKill || !what.includes('killed'));
  const common = all.filter(([what]) => !rare.test(what));
  const from = common.length > 0 && choice % 8 !== 0 ? common : all;
  const chosen = from[choice % from.length];
  if (chosen !== undefined) act(world, ...chosen);
}

function driveToTheEnd(world: ModelledWorld): void {
  for (let turn = 0; turn < 50 && !isOver(world.handOver); turn += 1) {
    const next = world
      .possibilities()
      .findLast(([what]) => !rare.test(what) && what !== 'postcopy is wanted');
    if (next !== undefined) act(world, ...next);
  }
  claim(isOver(world.handOver), `the driver waits for ever in ${world.handOver.phase}`, world);
}

type Sees = Parameters<ModelledWorld['decide']>[0];

function recover(
  world: ModelledWorld,
  sees: Sees,
  prefer: Preference | undefined,
  steps: number,
): string | undefined {
  for (let done = 0; done <= steps; done += 1) {
    const decision = world.decide(sees, prefer);
    if (decision.kind === 'settled') return decision.guest;
    if (decision.kind === 'in-doubt') return decision.found;
    act(world, `a recovery that sees ${JSON.stringify(sees)} does ${decision.step}`, () => {
      world.recover(decision.step, sees);
    });
  }
  return undefined;
}

function recoverFully(world: ModelledWorld, prefer: Preference | undefined): string | undefined {
  const both = { source: true, target: true };
  let end = recover(world, both, prefer, 20);
  // In postcopy there is a moment in which the source has let go and the target is still loading.
  for (let turn = 0; turn < 20 && end?.startsWith('the source is ') === true; turn += 1) {
    const next = world
      .possibilities()
      .find(([what]) => /target loads|source completes|have arrived/.test(what));
    if (next !== undefined) act(world, ...next);
    end = recover(world, both, prefer, 20);
  }
  const [running] = world.runs();
  claim(running !== undefined || world.isKilled, `none runs, but ${end}`, world);
  // A network that was cut in postcopy is a matter of `migrate-recover`, not of who runs the guest.
  if (end?.startsWith('the source is postcopy-paused') === true) return end;
  const isNamed = running === undefined ? !world.source.isAlive || end !== 'source' : end === running;
  claim(isNamed, `${running} runs, but ${end}`, world);
  return end;
}

function claim(isTrue: boolean, otherwise: string, world: ModelledWorld): void {
  if (isTrue) return;
  const { source, target, log } = world;
  throw new Error(`${otherwise}: ${JSON.stringify({ source, target })} ${log.join(', ')}`);
}
