import { existsSync } from 'node:fs';

import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine, withNote } from '../output.ts';
import { readSpecification } from '../specification-file.ts';

interface StartOptions extends GlobalOptions {
  readonly paused?: boolean;
}

export async function start({ paused = false, ...globals }: StartOptions, fileOrName: string): Promise<void> {
  const instance = isFile(fileOrName) ? await readSpecification(fileOrName) : fileOrName;
  const name = typeof instance === 'string' ? instance : instance.name;
  const started = await withNote(`starting ${name}`, () =>
    hypervisorOf(globals).startInstance(instance, { startupPaused: paused }),
  );
  if (globals.json) printJson(started);
  else printLine(`${started.name} ${paused ? 'started, paused' : 'started'} (process ${started.pid})`);
}

/** What looks like a file is one, so that a slip of the pen is told as such. */
function isFile(fileOrName: string): boolean {
  return fileOrName.includes('/') || fileOrName.endsWith('.json') || existsSync(fileOrName);
}
