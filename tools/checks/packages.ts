import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';

/** Packs every published package and looks at the tarballs as a consumer's tools would. */
export async function checkPackages(repository: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kvmkit-pack-'));
  try {
    const packages = await readdir(join(repository, 'packages'));
    const problems = await Promise.all(
      packages.map((name) => checkPackage(join(repository, 'packages', name), folder)),
    );
    const found = problems.filter((problem) => problem !== '');
    if (found.length > 0) throw new Error(found.join('\n'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function checkPackage(directory: string, folder: string): Promise<string> {
  const { stdout } = await execa('pnpm', ['pack', '--json', '--pack-destination', folder], {
    cwd: directory,
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pnpm's own output
  const { name, filename, files } = JSON.parse(stdout) as {
    name: string;
    filename: string;
    files: { path: string }[];
  };
  const stray = files
    .filter(({ path }) => /\.test\.|tsbuildinfo|\.log$/.test(path))
    .map(({ path }) => `${name}: stray file ${path}`);
  const paths = new Set(files.map(({ path }) => path));
  const missing = ['README.md', 'LICENSE']
    .filter((path) => !paths.has(path))
    .map((path) => `${name}: no ${path}`);
  const linters = [['publint', 'run', '--strict', filename]];
  // attw looks at what can be imported; a package that is only a command has nothing of that kind.
  if (paths.has('dist/index.d.ts')) linters.push(['attw', '--profile', 'esm-only', filename]);
  const reports = await Promise.all(linters.map(([program = '', ...args]) => run(program, args)));
  return [...stray, ...missing, ...reports.filter((report) => report !== '')].join('\n');
}

async function run(program: string, args: readonly string[]): Promise<string> {
  const path = join(import.meta.dirname, 'node_modules/.bin', program);
  const { failed, all, shortMessage } = await execa(path, args, { all: true, reject: false });
  return failed ? `${shortMessage ?? program}\n${all}` : '';
}
