import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

/** Faces that hold types and no code. */
const typesOnly: ReadonlySet<string> = new Set(['@kvmkit/qmp-client/qapi']);

/** Imports and requires each face in a process of its own kind; both must give the very same modules. */
export async function importProblems(faces: readonly string[], folder: string): Promise<string[]> {
  const esm = [
    ...faces.map((face, index) => `import * as face${index} from '${face}';`),
    `process.stdout.write(JSON.stringify([${faces.map((_, index) => `Object.keys(face${index})`).join(', ')}]));`,
  ];
  const cjs = [
    `const faces = ${JSON.stringify(faces)};`,
    'process.stdout.write(JSON.stringify(faces.map((face) => Object.keys(require(face)))));',
    // Two copies of a module would mean two classes of each error, and instanceof that fails.
    'Promise.all(faces.map(async (face) => {',
    "  if ((await import(face)) !== require(face)) throw new Error(face + ': import and require differ');",
    '}));',
  ];
  await writeFile(join(folder, 'import.mjs'), esm.join('\n'));
  await writeFile(join(folder, 'require.cjs'), cjs.join('\n'));
  const [imported, required] = await Promise.all([
    execa('node', ['import.mjs'], { cwd: folder }),
    execa('node', ['require.cjs'], { cwd: folder }),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- printed above
  const names = JSON.parse(imported.stdout) as string[][];
  return [
    ...faces
      .filter((face, index) => names[index]?.length === 0 && !typesOnly.has(face))
      .map((face) => `${face} exports nothing`),
    ...(imported.stdout === required.stdout ? [] : ['import and require find different names']),
  ];
}
