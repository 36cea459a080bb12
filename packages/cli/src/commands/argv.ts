import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine } from '../output.ts';
import { shellQuote } from '../shell-quote.ts';
import { readSpecification } from '../specification-file.ts';

export async function argv(globals: GlobalOptions, file: string): Promise<void> {
  const explanation = await hypervisorOf(globals).explain(await readSpecification(file));
  if (globals.json) {
    printJson(explanation);
    return;
  }
  const options = explanation.arguments.map(({ option, value }) =>
    value === undefined ? option : `${option} ${shellQuote(value)}`,
  );
  printLine([shellQuote(explanation.argv[0] ?? ''), ...options].join(' \\\n  '));
}
