import { argument, type Argument } from '../argument.ts';
import { SpecificationError } from '../errors.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { shellWords } from '../shell-words.ts';

const path = 'hvparams.kvm_extra';

/**
 * The operator's own options, as a shell would split them.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` when a quote or a backslash is left open.
 */
export function extraArguments({ hvparams: { kvm_extra: text } }: InstanceSpec): Argument[] {
  const words = shellWords(text);
  if (typeof words === 'string') {
    const found = `${JSON.stringify(text)}, which ends with ${words}`;
    throw new SpecificationError([{ path, found, allowed: 'words as a shell reads them' }]);
  }
  const options: Argument[] = [];
  for (const word of words) {
    const last = options.at(-1);
    if (last !== undefined && last.value === undefined && !word.startsWith('-')) {
      options[options.length - 1] = argument(last.option, word, path);
    } else {
      options.push(argument(word, undefined, path));
    }
  }
  return options;
}
