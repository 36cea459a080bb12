import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';

import { addonLimitBytes, allowedFiles, cLibraries, platforms, unpackedLimitBytes } from './allowed-files.ts';
import { facesOf } from './manifest.ts';
import type { PackedPackage } from './pack.ts';
import type { ReportRow } from './report.ts';

/** Looks into a tarball: what must be there, what must not, and what the linters of packages say. */
export async function checkTarball(packed: PackedPackage, repository: string): Promise<ReportRow> {
  const began = performance.now();
  const found = await Promise.all([
    manifestProblems(packed, repository),
    foreignText(packed, repository),
    linterProblems(packed),
  ]);
  return {
    package: packed.manifest.name,
    tried: 'tarball',
    problems: [...filesProblems(packed), ...addonProblems(packed), ...found.flat()],
    notes: [],
    seconds: (performance.now() - began) / 1000,
  };
}

function filesProblems({ manifest, files }: PackedPackage): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const missing = ['README.md', 'LICENSE'].filter((path) => !paths.has(path)).map((path) => `no ${path}`);
  const stray = [...paths]
    .filter((path) => path.includes('.test.') || !allowedFiles.some((pattern) => pattern.test(path)))
    .map((path) => `stray file ${path}`);
  // tsc leaves what it made of a source that has since been renamed.
  const left = [...paths]
    .filter((path) => /^dist\/.*\.js$/.test(path) && !paths.has(path.replace(/^dist(.*)js$/, 'src$1ts')))
    .map((path) => `${path} has no source: tools/release/drop-stale-output.sh`);
  const unpackedBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const limitBytes = unpackedLimitBytes(manifest.name);
  const large =
    unpackedBytes > limitBytes ? [`${unpackedBytes} bytes unpacked, over the limit of ${limitBytes}`] : [];
  return [...missing, ...stray, ...left, ...large];
}

async function manifestProblems(
  { manifest, unpacked }: PackedPackage,
  repository: string,
): Promise<string[]> {
  const text = await readFile(join(unpacked, 'package.json'), 'utf8');
  const protocols = ['workspace:', 'catalog:', 'link:', 'file:']
    .filter((protocol) => text.includes(`"${protocol}`))
    .map((protocol) => `package.json says ${protocol}`);
  const pinned = Object.entries(manifest.dependencies ?? {})
    .filter(([, range]) => !range.startsWith('^'))
    .map(([name, range]) => `depends on ${name} ${range}, which is no caret range`);
  const licence = await readFile(join(unpacked, 'LICENSE'), 'utf8').catch(() => '');
  const sameLicence = licence === (await readFile(join(repository, 'LICENSE'), 'utf8'));
  return [
    ...protocols,
    ...pinned,
    ...(manifest.license === 'MIT' && sameLicence ? [] : ["the licence is not the repository's"]),
  ];
}

function addonProblems({ directory, files }: PackedPackage): string[] {
  if (!existsSync(join(directory, 'native'))) return [];
  const addons = files.filter(({ path }) => path.endsWith('.node'));
  const missing = platforms
    .flatMap((platform) => cLibraries.map((libc) => ({ platform, libc })))
    .filter(
      ({ platform, libc }) =>
        !addons.some(
          ({ path }) => path.startsWith(`prebuilds/${platform}/`) && path.endsWith(`.${libc}.node`),
        ),
    )
    .map(({ platform, libc }) => `no prebuilt addon for ${platform} with ${libc}: npm run prebuilds`);
  const large = addons
    .filter(({ sizeBytes }) => sizeBytes >= addonLimitBytes)
    .map(({ path, sizeBytes }) => `${path} has ${sizeBytes} bytes, the limit is ${addonLimitBytes}`);
  return [...missing, ...large];
}

/** Paths of the machine that packed, and where it gets packages from, are nobody else's business. */
async function foreignText({ unpacked, files }: PackedPackage, repository: string): Promise<string[]> {
  const { stdout: registry } = await execa('npm', ['config', 'get', 'registry'], { cwd: unpacked });
  // In pieces, so that this file passes the same check of the repository's own.
  const needles = [
    repository,
    `${homedir()}/`,
    new URL(registry).host,
    ...['npmjs', 'yarnpkg'].map((owner) => ['registry', owner, ''].join('.')),
  ];
  const found = await Promise.all(
    files.map(async ({ path }) => {
      const text = await readFile(join(unpacked, path), 'latin1');
      return needles.filter((needle) => text.includes(needle)).map((needle) => `${path} says ${needle}`);
    }),
  );
  return found.flat();
}

async function linterProblems({ manifest, tarball }: PackedPackage): Promise<string[]> {
  const linters = [['publint', 'run', '--strict', tarball]];
  // attw looks at what can be imported; a package that is only a command has nothing of that kind.
  if (facesOf(manifest).length > 0) linters.push(['attw', '--profile', 'esm-only', tarball]);
  const reports = await Promise.all(
    linters.map(async ([program = '', ...args]) => {
      const path = join(import.meta.dirname, 'node_modules/.bin', program);
      const { failed, all } = await execa(path, args, { all: true, reject: false });
      return failed ? [`${program}: ${all}`] : [];
    }),
  );
  return reports.flat();
}
