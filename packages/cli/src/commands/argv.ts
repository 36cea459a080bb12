import type {
  CommandLineDifference,
  Explanation,
  ExplainOptions,
  InstanceSpecInput,
} from '@kvmkit/hypervisor';

import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printJson, printLine, printTable } from '../output.ts';
import { parseJson, readText } from '../read-file.ts';
import { shellQuote } from '../shell-quote.ts';
import { parseSpecification, readSpecification } from '../specification-file.ts';

export interface ArgvOptions {
  readonly explain?: boolean;
  readonly diff?: string;
  readonly capabilities?: string;
}

export async function argv(
  { explain, diff, capabilities, ...globals }: ArgvOptions & GlobalOptions,
  file: string,
): Promise<void> {
  const hypervisor = hypervisorOf(globals);
  const options: ExplainOptions =
    capabilities === undefined ? {} : { capabilities: parseJson(await readText(capabilities), capabilities) };
  const specification = await readSpecification(file);
  if (diff === undefined) {
    const explanation = await hypervisor.explain(specification, options);
    printExplanation(explanation, { asTable: explain === true, json: globals.json === true });
    return;
  }
  const differences = await hypervisor.diffCommandLine(specification, await commandLineIn(diff), options);
  if (globals.json === true) printJson({ differences });
  else printDifferences(differences, [file, diff]);
}

function printExplanation(
  explanation: Explanation,
  { asTable, json }: { readonly asTable: boolean; readonly json: boolean },
): void {
  const options = explanation.arguments.map(({ option, value }) =>
    value === undefined ? option : `${option} ${shellQuote(value)}`,
  );
  if (json) printJson(explanation);
  else if (asTable) {
    const origins = explanation.arguments.map(({ origin }, index) => [origin, options[index] ?? '']);
    printTable(['FROM', 'OPTION'], [['hvparams.kvm_path', explanation.argv[0] ?? ''], ...origins]);
  } else printLine([shellQuote(explanation.argv[0] ?? ''), ...options].join(' \\\n  '));
}

function printDifferences(
  differences: readonly CommandLineDifference[],
  [left, right]: readonly [string, string],
): void {
  if (differences.length === 0) {
    printLine(`${left} and ${right} say the same to QEMU`);
    return;
  }
  printTable(
    ['OPTION', 'WHICH', 'KEY', left, right],
    differences.map((one) => [one.option, one.which, one.key ?? '', one.left ?? '-', one.right ?? '-']),
  );
}

/** A file with an object in it is a specification; everything else is a command line. */
async function commandLineIn(file: string): Promise<InstanceSpecInput | string> {
  const text = await readText(file);
  return text.trimStart().startsWith('{') ? parseSpecification(text, file) : text;
}
