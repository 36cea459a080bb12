import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine } from '../output.ts';
import { readSpecification } from '../specification-file.ts';

interface StartOptions extends GlobalOptions {
  readonly paused?: boolean;
}

export async function start({ paused = false, ...globals }: StartOptions, file: string): Promise<void> {
  const specification = await readSpecification(file);
  const started = await hypervisorOf(globals).startInstance(specification, { startupPaused: paused });
  if (globals.json) printJson(started);
  else printLine(`${started.name} ${paused ? 'started, paused' : 'started'} (process ${started.pid})`);
}
