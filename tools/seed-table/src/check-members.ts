import type { TestOutcome } from '@kvmkit-tools/vitest/test-results';

import type { SeedMember, ShowingTest } from './member.ts';

/** Reads a file of the repository; `undefined` where there is none. */
export type ReadSource = (file: string) => Promise<string | undefined>;

const facadeFile = 'packages/hypervisor/src/kvm-hypervisor.ts';

/** What is wrong with where the members are said to live, a sentence each. */
export async function checkPlaces(
  members: readonly SeedMember[],
  readSource: ReadSource,
): Promise<readonly string[]> {
  const facade = (await readSource(facadeFile)) ?? '';
  const problems = await Promise.all(
    members.map(async (member) => placeProblems(member, facade, readSource)),
  );
  return problems.flat();
}

async function placeProblems(
  { member, file, name, part, facade, tests }: SeedMember,
  facadeSource: string,
  readSource: ReadSource,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const source = await readSource(file);
  if (source === undefined) problems.push(`${member}: there is no ${file}`);
  else {
    if (!new RegExp(String.raw`^export (async )?(function|const|class) ${name}\b`, 'm').test(source))
      problems.push(`${member}: ${file} exports no ${name}`);
    if (part !== undefined && !source.includes(part)) problems.push(`${member}: no ${part} in ${file}`);
  }
  if (facade !== undefined && !new RegExp(String.raw`^  (async )?${facade}[(<]`, 'm').test(facadeSource))
    problems.push(`${member}: the facade has no method ${facade}`);
  for (const test of tests) {
    if ((await readSource(test.file)) === undefined) problems.push(`${member}: there is no ${test.file}`);
  }
  return problems;
}

/**
 * What keeps the members from being shown by a run of all tests, a sentence each. Of the tests that a row names each
 * has to have passed, none may have failed, and one that was skipped counts only where the reason was said and the
 * same test passed on another QEMU.
 */
export function checkTests(
  members: readonly SeedMember[],
  outcomes: readonly TestOutcome[],
): readonly string[] {
  return members.flatMap((member) =>
    member.tests.flatMap((test) =>
      testProblems(test, outcomes).map((problem) => `${member.member}: ${problem}`),
    ),
  );
}

function testProblems({ file, title }: ShowingTest, outcomes: readonly TestOutcome[]): readonly string[] {
  const pattern = patternOf(title);
  const named = outcomes.filter((outcome) => outcome.file === file && pattern.test(outcome.title));
  if (named.length === 0) return [`no test of this run in ${file} is called “${title}”`];
  const problems: string[] = [];
  const passedSomewhere = new Set(
    named.filter(({ state }) => state === 'passed').map((outcome) => withoutQemu(outcome.title)),
  );
  for (const outcome of named) {
    const what = `“${outcome.title}” in ${file}`;
    if (outcome.state === 'failed') problems.push(`${what} failed`);
    if (outcome.state !== 'skipped') continue;
    if (outcome.reason === undefined) problems.push(`${what} was skipped without a reason`);
    else if (!passedSomewhere.has(withoutQemu(outcome.title)))
      problems.push(`${what} was skipped everywhere: ${outcome.reason}`);
  }
  return problems;
}

function patternOf(title: string): RegExp {
  return new RegExp(
    `^${title
      .split('*')
      .map((text) => RegExp.escape(text))
      .join('.*')}$`,
    's',
  );
}

/** The same test on another QEMU has the same title but for its version. */
function withoutQemu(title: string): string {
  return title.replaceAll(/\bQEMU \d+(\.\d+)+/g, 'QEMU');
}
