import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine, printNote } from '../output.ts';
import { readSpecification } from '../specification-file.ts';

export async function check(globals: GlobalOptions, file: string): Promise<void> {
  const hypervisor = hypervisorOf(globals);
  const specification = await readSpecification(file);
  const { argv } = await hypervisor.explain(specification);
  const advice = await hypervisor.assessParameters(specification.hvparams ?? {});
  if (globals.json) {
    printJson({ specification: file, ok: true, advice });
    return;
  }
  printLine(`${file} can be started here, by ${argv[0] ?? ''}`);
  for (const { path, advice: sentence } of advice) printNote(`${path}: ${sentence}`);
}
