import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { execa } from 'execa';

import { exampleSurroundings } from './example-surroundings.ts';
import type { PackedPackage } from './pack.ts';
import { compile } from './type-resolutions.ts';

/** Other packages that the README's example takes for granted. */
export function besideReadme(name: string): readonly string[] {
  return exampleSurroundings[name]?.besides ?? [];
}

const compilerOptions = ['--noEmit', '--strict', '--allowImportingTsExtensions', '--resolveJsonModule'];
const modern = ['--module', 'nodenext', '--target', 'esnext', '--lib', 'esnext', '--types', 'node'];

/** Compiles and runs the README's first example in `folder`; says what was done. Throws what went wrong. */
export async function tryReadme(packed: PackedPackage, folder: string): Promise<string> {
  const { manifest, unpacked, directory } = packed;
  const [, example] = /```ts\n(.*?)```/s.exec(await readFile(join(unpacked, 'README.md'), 'utf8')) ?? [];
  if (example === undefined) return await runCommand(packed, dirname(folder));
  const { files = {}, replace = [], run, whyNot } = exampleSurroundings[manifest.name] ?? {};
  await mkdir(folder, { recursive: true });
  for (const [target, source] of Object.entries(files)) {
    await mkdir(dirname(join(folder, target)), { recursive: true });
    await copyFile(join(directory, source), join(folder, target));
  }
  const adapted = replace.reduce((text, name) => replaceOnce(text, name, join(folder, name)), example);
  await writeFile(join(folder, 'example.ts'), adapted);
  const problem = await compile(folder, [...compilerOptions, ...modern, 'example.ts']);
  if (problem !== '') throw new Error(`the README's example does not compile: ${problem}`);
  const reason = await whyNot?.();
  if (reason !== undefined) return `README compiled, not run: ${reason}`;
  const output = await (run ?? runAsItIs)(folder);
  return `README ran: ${output.split('\n', 1)[0]?.slice(0, 40)}`;
}

function replaceOnce(text: string, name: string, path: string): string {
  const absolute = new RegExp(`'/[^']*/${name.replaceAll('.', String.raw`\.`)}'`);
  if (!absolute.test(text)) throw new Error(`the README's example no longer names .../${name}`);
  return text.replace(absolute, `'${path}'`);
}

async function runAsItIs(folder: string): Promise<string> {
  const { stdout } = await execa('node', ['example.ts'], { cwd: folder, timeout: 20_000 });
  return stdout;
}

async function runCommand({ manifest }: PackedPackage, folder: string): Promise<string> {
  const [command] = Object.keys(manifest.bin ?? {});
  if (command === undefined) throw new Error('README.md has neither an example in TypeScript nor a command');
  const { stdout } = await execa(join(folder, 'node_modules/.bin', command), ['--help'], { cwd: folder });
  return `${command} --help: ${stdout.split('\n').length} lines`;
}
