import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine } from '../output.ts';
import type { GlobalOptions } from '../program.ts';
import { readSpecification } from '../specification-file.ts';

export async function start(
  globals: GlobalOptions,
  file: string,
  { paused = false }: { paused?: boolean },
): Promise<void> {
  const specification = await readSpecification(file);
  const started = await hypervisorOf(globals).startInstance(specification, { startupPaused: paused });
  if (globals.json) printJson(started);
  else printLine(`${started.name} ${paused ? 'started, paused' : 'started'} (process ${started.pid})`);
}
