import { join } from 'node:path';

import { readQemuVersions } from '@kvmkit-tools/qemu-versions';
import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { assert, asyncProperty } from 'fast-check';
import { afterAll, expect, test } from 'vitest';

import { makeFolder } from './qemu.ts';
import { anyFaultPlan, type FaultPlan } from './support/fault-plan.ts';
import { FaultProxy } from './support/fault-proxy.ts';
import { type Outcome, runFaultStream } from './support/fault-stream.ts';
import { FaultTally } from './support/fault-tally.ts';
import { openResources } from './support/open-resources.ts';
import { ReplaceableQemu } from './support/replaceable-qemu.ts';

const streams = Number(process.env['KVMKIT_FAULT_STREAMS'] ?? 1000);
// A new one each time: what a run has found can be had again by naming its seed.
const seed = Number(process.env['KVMKIT_SEED'] ?? Date.now() % 2 ** 31);
const versions = readQemuVersions();
const tally = new FaultTally();
const replacements: string[] = [];

/** A stream that fails is tried again where a bare socket shows that QEMU itself does not answer any more. */
async function runUnlessDead(
  qemu: ReplaceableQemu,
  proxy: FaultProxy,
  plan: FaultPlan,
): Promise<readonly Outcome[]> {
  try {
    return await runFaultStream(proxy, plan);
  } catch (error) {
    if (!(await qemu.replaceIfDead())) throw error;
    return await runFaultStream(proxy, plan);
  }
}

describeEachQemu('faults between client and QEMU', ({ binary, fullVersion }) => {
  const share = Math.ceil(streams / versions.length);

  test(`${share} random streams: every promise settles, no answer goes astray, nothing is left open`, async () => {
    const uncaught: unknown[] = [];
    const onUncaught = (error: unknown): number => uncaught.push(error);
    process.on('unhandledRejection', onUncaught);
    process.on('uncaughtException', onUncaught);
    try {
      await using qemu = await ReplaceableQemu.start(binary);
      const before = openResources();
      {
        await using folder = await makeFolder();
        await using proxy = new FaultProxy(() => qemu.socketPath, join(folder.path, 'proxy'));
        const property = asyncProperty(anyFaultPlan, async (plan) => {
          tally.add(plan.kind, await runUnlessDead(qemu, proxy, plan));
          if (uncaught.length > 0) throw new Error('uncaught', { cause: uncaught.shift() });
        });
        await assert(property, {
          numRuns: share,
          seed: seed + versions.findIndex((each) => each.binary === binary),
        });
      }
      replacements.push(`${fullVersion}: ${qemu.replacements}`);
      const { timers, ...rest } = openResources();
      expect(rest).toEqual({ sockets: before.sockets, handles: before.handles });
      expect(timers).toBeLessThanOrEqual(before.timers);
      expect(uncaught).toEqual([]);
    } finally {
      process.off('unhandledRejection', onUncaught);
      process.off('uncaughtException', onUncaught);
    }
  }, 600_000);
});

afterAll(() => {
  const facts = {
    QEMU: versions.map(({ fullVersion }) => fullVersion).join(', '),
    Node: process.versions.node,
    seed: String(seed),
    'dead monitors replaced': replacements.join(', '),
  };
  process.stdout.write(`${tally.render()}\n${JSON.stringify(facts)}\n`);
  tally.report('qmp-client', facts);
});
