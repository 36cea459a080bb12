import { expect, test } from 'vitest';

import { getAffinity } from '../src/index.ts';
import { noRoot, skipBecauseOf } from './requirements.ts';
import { runScript } from './run-script.ts';

skipBecauseOf(noRoot());

test("another user's thread may be asked, but not moved", async () => {
  // The addon is loaded before root is given up: that user may not be allowed to read this folder.
  const output = await runScript(`
    import { getAffinity, setAffinity } from '@kvmkit/cpu-affinity';
    const cpus = getAffinity(${process.pid});
    process.setgroups([]);
    process.setgid(65534);
    process.setuid(65534);
    try {
      setAffinity(${process.pid}, getAffinity(${process.pid}).slice(0, 1));
    } catch (error) {
      console.log(JSON.stringify({ ...error, cpus }));
    }
  `);
  expect(JSON.parse(output)).toEqual({
    code: 'NOT_PERMITTED',
    syscall: 'sched_setaffinity',
    errno: 1,
    errnoName: 'EPERM',
    tid: process.pid,
    unusable: [],
    cpus: getAffinity(process.pid),
  });
});
