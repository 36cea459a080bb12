/**
 * Moves `--root` and `--json` from before the command's name behind it, for the parser knows no options of the
 * whole program. Of an option given on both sides the one behind stays, so that an alias with a `--root` can be
 * overruled. Empty when there is no command.
 */
export function hoistOptions(args: readonly string[]): readonly string[] {
  const hoisted = new Map<string, string>();
  let at = 0;
  for (let option = optionAt(args, at); option !== undefined; option = optionAt(args, at)) {
    hoisted.set(option.name, option.word);
    at += option.length;
  }
  const [command, ...words] = args.slice(at);
  if (command === undefined) return [];
  if (command === 'help') return [...words.filter((word) => !word.startsWith('-')).slice(0, 1), '--help'];
  const end = words.indexOf('--');
  const options = end === -1 ? words : words.slice(0, end);
  if (options.some((word) => word === '--root' || word.startsWith('--root='))) hoisted.delete('--root');
  if (options.includes('--json')) hoisted.delete('--json');
  return [command, ...hoisted.values(), ...words];
}

function optionAt(
  args: readonly string[],
  at: number,
): { name: '--root' | '--json'; word: string; length: 1 | 2 } | undefined {
  const word = args[at] ?? '';
  if (word === '--json') return { name: '--json', word, length: 1 };
  if (word.startsWith('--root=')) return { name: '--root', word, length: 1 };
  // One word from here on, lest the parser take a value for an option of its own.
  if (word === '--root') return { name: '--root', word: `--root=${args[at + 1] ?? ''}`, length: 2 };
  return undefined;
}
