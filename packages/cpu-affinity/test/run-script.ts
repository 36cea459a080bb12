import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a module that imports the package by its name, in a process of its own; resolves to what it prints. */
export async function runScript(source: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const flags = ['--conditions=@kvmkit/source', '--input-type=module-typescript', '--eval', source];
  const { stdout } = await promisify(execFile)(process.execPath, flags, {
    cwd: new URL('..', import.meta.url).pathname,
    env: { ...process.env, ...env },
  });
  return stdout;
}
