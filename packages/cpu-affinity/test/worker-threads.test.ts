import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { expect, test } from 'vitest';

import { getAffinity } from '../src/index.ts';
import { noSecondCpu, skipBecauseOf, twoCpus } from './requirements.ts';

skipBecauseOf(noSecondCpu());

const script = new URL('pinned-worker.mjs', import.meta.url);

interface Report {
  readonly tid: number;
  readonly cpus: number[];
}

test('worker threads load the addon too, and each pins itself alone', async () => {
  const ours = getAffinity(process.pid);
  const started = twoCpus().map((cpu) => {
    const worker = new Worker(script, { argv: [String(cpu)], execArgv: ['--conditions=@kvmkit/source'] });
    return { cpu, worker, reported: once(worker, 'message') as Promise<[Report]> };
  });
  for (const { cpu, reported } of started) {
    const [{ tid, cpus }] = await reported;
    expect(cpus).toEqual([cpu]);
    expect(getAffinity(tid)).toEqual([cpu]);
  }
  await Promise.all(started.map(({ worker }) => worker.terminate()));
  expect(getAffinity(process.pid)).toEqual(ours);
});
