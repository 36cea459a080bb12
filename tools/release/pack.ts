import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { type Manifest, readManifest } from './manifest.ts';

/** A published package as a tarball, and what is in it. */
export interface PackedPackage {
  readonly manifest: Manifest;
  /** Where it is developed. */
  readonly directory: string;
  readonly tarball: string;
  /** The tarball's content. */
  readonly unpacked: string;
  readonly files: readonly { readonly path: string; readonly sizeBytes: number }[];
  readonly packedBytes: number;
}

interface PackOptions {
  readonly repository: string;
  /** Where changesets puts the tarballs of what is not published yet, and the plan of the release. */
  readonly packDirectory: string;
  readonly scratch: string;
}

/** Packs all published packages of the repository, also those that this release leaves as they are. */
export async function packPackages({
  repository,
  packDirectory,
  scratch,
}: PackOptions): Promise<PackedPackage[]> {
  const changeset = join(repository, 'node_modules/.bin/changeset');
  await execa(changeset, ['pack', '--out-dir', packDirectory], { cwd: repository, stdin: 'ignore' });
  const planned = await plannedTarballs(packDirectory);
  const folders = await readdir(join(repository, 'packages'));
  const manifests = await Promise.all(
    folders.map(async (folder) => {
      const directory = join(repository, 'packages', folder);
      return { directory, manifest: await readManifest(directory) };
    }),
  );
  return await Promise.all(
    manifests
      .filter(({ manifest }) => manifest.private !== true)
      .map(async ({ directory, manifest }) => {
        const tarball = planned.get(manifest.name) ?? (await pack(directory, manifest, scratch));
        return await unpack(directory, tarball, join(scratch, 'unpacked', manifest.name));
      }),
  );
}

/** The tarballs that this release publishes, by the name of their package. */
export async function plannedTarballs(packDirectory: string): Promise<Map<string, string>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- changesets' own output
  const { plan } = JSON.parse(await readFile(join(packDirectory, 'publish-plan.json'), 'utf8')) as {
    plan: { name: string; tarball?: { path: string } }[][];
  };
  return new Map(
    plan
      .flat()
      .flatMap(({ name, tarball }) =>
        tarball === undefined ? [] : [[name, join(packDirectory, tarball.path)]],
      ),
  );
}

async function pack(directory: string, { name, version }: Manifest, scratch: string): Promise<string> {
  const tarball = join(scratch, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  await execa('pnpm', ['pack', '--out', tarball], { cwd: directory });
  return tarball;
}

async function unpack(directory: string, tarball: string, unpacked: string): Promise<PackedPackage> {
  await mkdir(unpacked, { recursive: true });
  await execa('tar', ['--extract', '--file', tarball, '--directory', unpacked, '--strip-components', '1']);
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => !entry.isDirectory())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path: path.slice(unpacked.length + 1), sizeBytes: (await stat(path)).size };
      }),
  );
  const { size: packedBytes } = await stat(tarball);
  return { manifest: await readManifest(unpacked), directory, tarball, unpacked, files, packedBytes };
}
