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
  const [first, ...rest] = args.slice(at);
  if (first === undefined) return [];
  if (first === 'help') {
    const asked = rest.filter((word) => !word.startsWith('-'));
    return [...asked.slice(0, commandLength(asked)), '--help'];
  }
  const length = commandLength([first, ...rest]);
  // A group alone has no options.
  if (first === group && length === 1) hoisted.clear();
  const command = [first, ...rest.slice(0, length - 1)];
  const words = rest.slice(length - 1);
  const end = words.indexOf('--');
  const options = end === -1 ? words : words.slice(0, end);
  if (options.some((word) => word === '--root' || word.startsWith('--root='))) hoisted.delete('--root');
  if (options.includes('--json')) hoisted.delete('--json');
  return [...command, ...hoisted.values(), ...words];
}

/** Of commands. */
const group = 'hotplug';

/** How many words name the command. */
function commandLength([first, second = '-']: readonly string[]): number {
  return first === group && !second.startsWith('-') ? 2 : 1;
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
