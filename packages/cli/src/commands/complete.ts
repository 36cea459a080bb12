import { proposeCompletions } from '@stricli/core';

import { assembleApplication } from '../application.ts';
import type { GlobalOptions } from '../global-options.ts';
import { hoistOptions } from '../hoist-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { printLine } from '../output.ts';

/**
 * What the scripts of `completion` ask: of the words of a command line behind `kvmkit`, what the last one may become;
 * a line each, with what it means behind a tab. Nothing where it may be a file: that is the shell's to know.
 */
export async function complete(_globals: GlobalOptions, ...typed: readonly string[]): Promise<void> {
  const words = joinAtEqualSigns(typed);
  const before = hoistOptions(words.slice(0, -1));
  const partial = words.at(-1) ?? '';
  for (const { completion, brief } of await propose(before, partial)) printLine(`${completion}\t${brief}`);
}

async function propose(before: readonly string[], partial: string): Promise<readonly Proposal[]> {
  const isOption = partial.startsWith('-');
  if (before.length === 0 && isOption)
    return programOptions.filter(({ completion }) => completion.startsWith(partial));
  const hypervisor = hypervisorOf(rootIn(before));
  const application = assembleApplication({
    running: () => hypervisor.listInstances(),
    known: async () => (await hypervisor.getAllInstancesInfo()).map(({ name }) => name),
  });
  const { stdout, stderr } = process;
  const proposals = await proposeCompletions(application, [...before, partial], {
    process: { stdout, stderr },
  });
  // Options are for who begins to type one.
  return proposals.filter(
    ({ kind, completion }) => (kind === 'argument:flag') === isOption && completion !== '--',
  );
}

interface Proposal {
  readonly completion: string;
  readonly brief: string;
}

/** Those before the name of a command, which the parser does not know of. */
const programOptions: readonly Proposal[] = [
  { completion: '--root', brief: 'the runtime directory' },
  { completion: '--json', brief: 'print JSON for programs instead of text for people' },
  { completion: '--help', brief: 'print the help' },
  { completion: '--version', brief: 'print the version' },
];

/** bash hands over `--root=/x` as three words. */
function joinAtEqualSigns(typed: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (const [index, word] of typed.entries()) {
    const last = words.at(-1) ?? '';
    const joins = last.startsWith('--') && (word === '=' || typed[index - 1] === '=');
    if (joins) words.splice(-1, 1, last + word);
    else words.push(word);
  }
  return words;
}

function rootIn(words: readonly string[]): GlobalOptions {
  const at = words.findLastIndex((word) => word === '--root' || word.startsWith('--root='));
  const [option, value] = words.slice(at, at + 2);
  if (at === -1 || option === undefined) return {};
  const root = option === '--root' ? value : option.slice('--root='.length);
  return root === undefined ? {} : { root };
}
