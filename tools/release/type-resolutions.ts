import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

interface TypeResolution {
  readonly name: string;
  readonly flags: readonly string[];
  readonly source: 'consumer.mts' | 'consumer.cts';
  /** The only error that may come, and must: what TypeScript does not know in this mode. */
  readonly refusal?: string;
}

const node16 = ['--module', 'node16', '--moduleResolution', 'node16'];
const node20 = ['--module', 'node20', '--moduleResolution', 'node16'];
const nodenext = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];

/** How projects resolve types; `require` of an ES module is known since node20, and Node does it since 22.12. */
const resolutions: readonly TypeResolution[] = [
  { name: 'node16', flags: node16, source: 'consumer.mts' },
  { name: 'node16 CommonJS', flags: node16, source: 'consumer.cts', refusal: 'TS1471' },
  { name: 'node20', flags: node20, source: 'consumer.mts' },
  { name: 'node20 CommonJS', flags: node20, source: 'consumer.cts' },
  { name: 'nodenext', flags: nodenext, source: 'consumer.mts' },
  { name: 'nodenext CommonJS', flags: nodenext, source: 'consumer.cts' },
  { name: 'bundler', flags: bundler, source: 'consumer.mts' },
];

/** For the end of the report. */
export const refusedResolution =
  'CommonJS under module node16 is refused by TypeScript itself (TS1471): take nodenext or node20, or `await import()`.';

const strict = [
  '--noEmit',
  '--strict',
  '--exactOptionalPropertyTypes',
  '--target',
  'es2024',
  '--types',
  'node',
];

/** Compiles a project that imports every face, without skipLibCheck, under each way to resolve. */
export async function typeProblems(faces: readonly string[], folder: string): Promise<string[]> {
  const uses = faces.map(
    (_, index) => `export const names${index}: readonly string[] = Object.keys(face${index});`,
  );
  const mts = faces.map((face, index) => `import * as face${index} from '${face}';`);
  const cts = faces.map((face, index) => `import face${index} = require('${face}');`);
  await writeFile(join(folder, 'consumer.mts'), [...mts, ...uses].join('\n'));
  await writeFile(join(folder, 'consumer.cts'), [...cts, ...uses].join('\n'));
  const results = await Promise.all(
    resolutions.map(async ({ name, flags, source, refusal }) => {
      const output = await compile(folder, [...strict, ...flags, source]);
      const errors = output.split('\n').filter((line) => /error TS\d+/.test(line));
      if (refusal === undefined) return output === '' ? [] : [`types under ${name}: ${output}`];
      const others = errors.filter((line) => !line.includes(refusal));
      if (errors.length === 0)
        return [`types under ${name}: ${refusal} was expected, and it compiles: say so`];
      return others.map((line) => `types under ${name}: ${line}`);
    }),
  );
  return results.flat();
}

/** What tsc has to say, empty when all is well. */
export async function compile(folder: string, args: readonly string[]): Promise<string> {
  const tsc = join(import.meta.dirname, 'node_modules/.bin/tsc');
  const { failed, all, shortMessage } = await execa(tsc, args, { cwd: folder, all: true, reject: false });
  return failed ? all || (shortMessage ?? 'tsc failed') : '';
}
