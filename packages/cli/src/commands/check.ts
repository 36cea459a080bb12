import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine } from '../output.ts';
import { readSpecification } from '../specification-file.ts';

export async function check(globals: GlobalOptions, file: string): Promise<void> {
  const { argv } = await hypervisorOf(globals).explain(await readSpecification(file));
  if (globals.json) printJson({ specification: file, ok: true });
  else printLine(`${file} can be started here, by ${argv[0] ?? ''}`);
}
