import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Who may import whom, as docs/architecture.md draws it; `types` edges carry no code, but for that of a subpath that
 * they name, `/mask` no other subpath.
 */
const edges: Readonly<Record<string, Readonly<Record<string, Edge>>>> = {
  kvmkit: { '@kvmkit/hypervisor': 'code' },
  '@kvmkit/hypervisor': {
    '@kvmkit/qmp-client': 'code',
    '@kvmkit/kvm-cmdline': 'code',
    '@kvmkit/kvm-runtime-store': 'code',
    '@kvmkit/host-fds': 'code',
    '@kvmkit/cpu-affinity': 'code',
    '@kvmkit/migration': 'code',
  },
  '@kvmkit/kvm-runtime-store': { '@kvmkit/host-fds': 'code', '@kvmkit/kvm-cmdline': 'types, /ganeti' },
  '@kvmkit/kvm-cmdline': { '@kvmkit/cpu-affinity': '/mask' },
  '@kvmkit/migration': { '@kvmkit/qmp-client': 'code' },
  '@kvmkit/qmp-client': {},
  '@kvmkit/cpu-affinity': {},
  '@kvmkit/host-fds': {},
};

type Edge = 'code' | 'types, /ganeti' | '/mask';

/** Compares every package's dependencies and imports with the drawing. */
export async function checkEdges(repository: string): Promise<void> {
  const folders = await readdir(join(repository, 'packages'));
  const problems = await Promise.all(
    folders.map((folder) => problemsOf(join(repository, 'packages', folder))),
  );
  if (problems.flat().length > 0) throw new Error(problems.flat().join('\n'));
}

async function problemsOf(directory: string): Promise<string[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own manifests
  const manifest = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as {
    name: string;
    dependencies?: Record<string, string>;
  };
  const allowed = edges[manifest.name];
  if (allowed === undefined)
    return [`${manifest.name} is in no drawing: docs/architecture.md and tools/checks/edges.ts`];
  const siblings = Object.keys(manifest.dependencies ?? {}).filter((name) => name in edges);
  const undrawn = siblings
    .filter((name) => !(name in allowed))
    .map((name) => `${manifest.name} -> ${name} is not drawn`);
  const typesOnly = Object.keys(allowed).filter((name) => allowed[name] === 'types, /ganeti');
  const subpathOnly = Object.keys(allowed).filter((name) => allowed[name] === '/mask');
  const sources = await readdir(join(directory, 'src'), { recursive: true });
  const code = await Promise.all(
    sources
      .filter((file) => file.endsWith('.ts'))
      .map((file) => undrawnImports(join(directory, 'src', file), typesOnly, subpathOnly)),
  );
  return [...undrawn, ...code.flat()];
}

async function undrawnImports(
  file: string,
  typesOnly: readonly string[],
  subpathOnly: readonly string[],
): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  const code = typesOnly.filter((name) =>
    new RegExp(
      String.raw`^(import|export) (?!type\b)[^;]*'${name}(?!/ganeti')|import\('${name}(?!/ganeti')`,
      'm',
    ).test(text),
  );
  const whole = subpathOnly.filter((name) => text.replaceAll(`'${name}/mask'`, '').includes(`'${name}`));
  return [
    ...code.map((name) => `${file} imports more than types from ${name}`),
    ...whole.map((name) => `${file} imports more than ${name}/mask`),
  ];
}
