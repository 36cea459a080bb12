import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { getAffinity, setAffinity } from '../src/index.ts';
import { startThreads } from './child.ts';
import { cpusetMount, noCpusets, noRoot, noSecondCpu, skipBecauseOf, twoCpus } from './requirements.ts';

skipBecauseOf(noRoot(), noCpusets(), noSecondCpu());

/** A cgroup that is gone after the test, and may use these CPUs. */
function cpusetOf(cpus: string): string {
  const folder = join(cpusetMount, `kvmkit-test-${process.pid}`);
  mkdirSync(folder);
  onTestFinished(() => rmdirSync(folder));
  // Without memory no process may join (cpuset(7)).
  writeFileSync(join(folder, 'cpuset.mems'), readFileSync(join(cpusetMount, 'cpuset.mems')));
  writeFileSync(join(folder, 'cpuset.cpus'), cpus);
  return folder;
}

test('a CPU outside of the cgroup of a thread is refused, and the error names the cgroup', async () => {
  const [first, second] = twoCpus();
  const folder = cpusetOf(String(first));
  const { pid } = await startThreads(0);
  writeFileSync(join(folder, 'cgroup.procs'), String(pid));
  expect(() => setAffinity(pid, [second])).toThrow(
    expect.objectContaining({
      code: 'CPUS_UNUSABLE',
      errnoName: 'EINVAL',
      unusable: [{ reason: 'outside-cpuset', cpus: [second] }],
      message: expect.stringContaining(`outside its cpuset ${folder}/cpuset.`),
    }),
  );
  // One that is inside is enough.
  setAffinity(pid, [first, second]);
  expect(getAffinity(pid)).toEqual([first]);
});
