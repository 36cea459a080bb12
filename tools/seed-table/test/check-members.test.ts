import { expect, test } from 'vitest';

import type { TestOutcome } from '@kvmkit-tools/vitest/test-results';

import { checkPlaces, checkTests } from '../src/check-members.ts';
import type { SeedMember } from '../src/member.ts';
import { memberGroups } from '../src/members.ts';

const row: SeedMember = {
  member: 'StartInstance',
  facade: 'startInstance',
  file: 'src/start.ts',
  name: 'startInstance',
  part: 'lockGuest',
  tests: [{ file: 'test/start.test.ts', title: 'a start * > works' }],
};
const sources: Readonly<Record<string, string>> = {
  'src/start.ts': 'export async function startInstance() {\n  lockGuest();\n}\n',
  'test/start.test.ts': '',
  'packages/hypervisor/src/kvm-hypervisor.ts': 'class KvmHypervisor {\n  async startInstance() {}\n}\n',
};
const read = async (file: string): Promise<string | undefined> => sources[file];

function outcome(changes: Partial<TestOutcome> = {}): TestOutcome {
  return { file: 'test/start.test.ts', title: 'a start (QEMU 7.2.22) > works', state: 'passed', ...changes };
}

test('a member that lives where its row says, and whose test passed, is shown', async () => {
  expect(await checkPlaces([row], read)).toEqual([]);
  expect(checkTests([row], [outcome()])).toEqual([]);
});

test.for<[Partial<SeedMember>, string]>([
  [{ file: 'src/gone.ts' }, 'StartInstance: there is no src/gone.ts'],
  [{ name: 'start' }, 'StartInstance: src/start.ts exports no start'],
  [{ name: 'lockGuest' }, 'StartInstance: src/start.ts exports no lockGuest'],
  [{ part: 'password' }, 'StartInstance: no password in src/start.ts'],
  [{ facade: 'beginInstance' }, 'StartInstance: the facade has no method beginInstance'],
  [{ tests: [{ file: 'test/gone.test.ts', title: '*' }] }, 'StartInstance: there is no test/gone.test.ts'],
])('a row with %j is broken', async ([changes, problem]) => {
  expect(await checkPlaces([{ ...row, ...changes }], read)).toEqual([problem]);
});

test.for<[what: string, outcomes: TestOutcome[], problem: string]>([
  ['did not run', [], 'no test of this run in test/start.test.ts is called “a start * > works”'],
  [
    'ran under another title',
    [outcome({ title: 'a start > works' }), outcome({ title: 'if a start x > works' })],
    'no test of this run in test/start.test.ts is called “a start * > works”',
  ],
  [
    'ran in another file',
    [outcome({ file: 'test/stop.test.ts' })],
    'no test of this run in test/start.test.ts is called “a start * > works”',
  ],
  [
    'failed on one QEMU',
    [outcome(), outcome({ title: 'a start (QEMU 11.1.3) > works', state: 'failed' })],
    '“a start (QEMU 11.1.3) > works” in test/start.test.ts failed',
  ],
  [
    'was skipped everywhere',
    [outcome({ state: 'skipped', reason: 'no KVM' })],
    '“a start (QEMU 7.2.22) > works” in test/start.test.ts was skipped everywhere: no KVM',
  ],
  [
    'was skipped, and only another test of the pattern passed',
    [outcome({ state: 'skipped', reason: 'no KVM' }), outcome({ title: 'a start of two > works' })],
    '“a start (QEMU 7.2.22) > works” in test/start.test.ts was skipped everywhere: no KVM',
  ],
  [
    'was skipped without a reason',
    [outcome(), outcome({ title: 'a start (QEMU 5.2.0) > works', state: 'skipped' })],
    '“a start (QEMU 5.2.0) > works” in test/start.test.ts was skipped without a reason',
  ],
])('a member whose test %s is not shown', ([, outcomes, problem]) => {
  expect(checkTests([row], outcomes)).toEqual([`StartInstance: ${problem}`]);
});

test('a test that was skipped with a reason counts where it passed on another QEMU', () => {
  const skipped = outcome({
    title: 'a start (QEMU 5.2.0) > works',
    state: 'skipped',
    reason: 'it has no machine',
  });
  expect(checkTests([row], [outcome(), skipped])).toEqual([]);
});

test('no member of the seed is listed twice', () => {
  const names = memberGroups.flatMap(({ members }) => members.map(({ member }) => member));
  expect(names.length).toBe(123);
  expect(new Set(names).size).toBe(names.length);
});
