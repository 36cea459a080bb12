import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { ownEnvironment } from './own-environment.ts';
import type { PackedPackage } from './pack.ts';
import { besideReadme } from './readme-example.ts';

export const managers = ['npm', 'pnpm'] as const;
export type Manager = (typeof managers)[number];

interface Installation {
  readonly folder: string;
  readonly manager: Manager;
  readonly wanted: readonly PackedPackage[];
  readonly packages: readonly PackedPackage[];
}

/** Makes `folder` a project with the wanted packages, from their tarballs and those of what they depend on. */
export async function install({ folder, manager, wanted, packages }: Installation): Promise<void> {
  const extra = new Set(wanted.flatMap(({ manifest }) => besideReadme(manifest.name)));
  const direct = packages.filter((packed) => wanted.includes(packed) || extra.has(packed.manifest.name));
  const needed = packages.filter(({ manifest }) => closureOf(direct, packages).has(manifest.name));
  // npm fills a range from what the project itself depends on, pnpm only from overrides.
  const dependencies = manager === 'npm' ? needed : direct;
  const project = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: fromTarballs(dependencies),
    devDependencies: { '@types/node': await ownTypesOfNode() },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(project));
  if (manager === 'pnpm') {
    // JSON is YAML as well.
    const settings = { packages: [], overrides: fromTarballs(packages) };
    await writeFile(join(folder, 'pnpm-workspace.yaml'), JSON.stringify(settings));
  }
  const flags = {
    npm: ['install', '--no-audit', '--no-fund', '--prefer-offline', '--engine-strict', '--loglevel=error'],
    pnpm: ['install', '--no-frozen-lockfile', '--prefer-offline', '--reporter=append-only'],
  };
  await execa(manager, flags[manager], { cwd: folder, env: ownEnvironment(), extendEnv: false, all: true });
}

function fromTarballs(packages: readonly PackedPackage[]): Record<string, string> {
  return Object.fromEntries(packages.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]));
}

/** The names of `packages` that `some` depend on, they themselves included. */
function closureOf(some: readonly PackedPackage[], packages: readonly PackedPackage[]): Set<string> {
  const names = new Set(some.map(({ manifest }) => manifest.name));
  // A Set that grows while it is walked is walked to its new end.
  for (const name of names) {
    const packed = packages.find(({ manifest }) => manifest.name === name);
    for (const dependency of Object.keys(packed?.manifest.dependencies ?? {})) names.add(dependency);
  }
  return names;
}

async function ownTypesOfNode(): Promise<string> {
  const path = join(import.meta.dirname, 'node_modules/@types/node/package.json');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of every package.json
  return (JSON.parse(await readFile(path, 'utf8')) as { version: string }).version;
}
