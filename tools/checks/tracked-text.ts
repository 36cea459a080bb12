import { readFile } from 'node:fs/promises';

import { execa } from 'execa';

/**
 * What must stand in no tracked file: where packages come from is the business of each machine's own configuration.
 * Spelled in pieces, so that this file passes too.
 */
const forbidden: readonly [what: string, pattern: RegExp][] = [
  ['a package registry', new RegExp(['registry', String.raw`\.(npmjs|yarnpkg|npmmirror)\.`].join(''), 'i')],
  ['a Debian mirror', new RegExp(['(deb|ftp|security|snapshot)', String.raw`\.debian\.org`].join(''), 'i')],
  ['a resolved address in a lock file', new RegExp(['"?resolved"?: ?"?', 'https?:'].join(''), 'i')],
];

/** Looks through every tracked text file. */
export async function checkTrackedText(): Promise<void> {
  const { stdout } = await execa('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  const files = stdout.split('\0').filter((file) => file !== '');
  const findings = await Promise.all(files.map(findIn));
  const problems = findings.flat();
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

async function findIn(file: string): Promise<string[]> {
  // A file that git still lists may have been deleted in the work tree.
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n');
  return forbidden.flatMap(([what, pattern]) =>
    lines.flatMap((line, index) =>
      pattern.test(line) ? [`${file}:${index + 1}: ${what}: ${line.trim().slice(0, 120)}`] : [],
    ),
  );
}
