import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { importProblems } from './faces.ts';
import { install, type Manager, managers } from './install.ts';
import { facesOf } from './manifest.ts';
import type { PackedPackage } from './pack.ts';
import { tryReadme } from './readme-example.ts';
import type { ReportRow } from './report.ts';
import { typeProblems } from './type-resolutions.ts';

/** A stranger's project that depends on some of the packages. */
interface Consumer {
  readonly name: string;
  readonly manager: Manager;
  readonly wanted: readonly PackedPackage[];
  /** All packages: those of `wanted` need some of them. */
  readonly packages: readonly PackedPackage[];
}

/** Each package alone, and all together, by each package manager. */
export function consumersOf(packages: readonly PackedPackage[]): Consumer[] {
  const projects = [
    ...packages.map((packed) => ({ name: packed.manifest.name, wanted: [packed] })),
    { name: 'all together', wanted: packages },
  ];
  return managers.flatMap((manager) => projects.map((project) => ({ ...project, manager, packages })));
}

export async function tryConsumer(consumer: Consumer, scratch: string): Promise<ReportRow> {
  const { name, manager, wanted } = consumer;
  const began = performance.now();
  const folder = join(scratch, manager, name.replaceAll(/\W+/g, '-'));
  const notes: string[] = [];
  const problems: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    await install({ ...consumer, folder });
    const faces = wanted.flatMap(({ manifest }) => facesOf(manifest));
    if (faces.length > 0) {
      problems.push(...(await importProblems(faces, folder)));
      problems.push(...(await typeProblems(faces, folder)));
    }
    if (wanted.length === 1)
      for (const packed of wanted) notes.push(await tryReadme(packed, join(folder, 'readme')));
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  return { package: name, tried: manager, problems, notes, seconds: (performance.now() - began) / 1000 };
}
