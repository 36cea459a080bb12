import { optionMembers } from './option-members.ts';

/** One thing that two command lines say differently; what only one of them says is undefined in the other. */
export interface CommandLineDifference {
  /** `-device`; empty for words that belong to no option. */
  readonly option: string;
  /** Which of several with this name: the id or node name that the value has, or its position from 0. */
  readonly which: string;
  /** The key within the value that differs; undefined where it is the value as a whole. */
  readonly key?: string;
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/**
 * Compares two command lines by what they say to QEMU: options in any order, their `key=value` members in any order,
 * JSON and dotted keys alike. Order counts where QEMU builds things in it: among the values of one option.
 * @param left the binary first, as for {@link diffCommandLines}'s other side.
 */
export function diffCommandLines(left: readonly string[], right: readonly string[]): CommandLineDifference[] {
  const [ours, theirs] = [grouped(left.slice(1)), grouped(right.slice(1))];
  const differences: CommandLineDifference[] = [];
  if (left[0] !== right[0]) differences.push({ option: '', which: 'binary', left: left[0], right: right[0] });
  for (const option of new Set([...ours.keys(), ...theirs.keys()])) {
    differences.push(...differencesOf(option, ours.get(option) ?? [], theirs.get(option) ?? []));
  }
  return differences;
}

interface Value {
  readonly which: string;
  readonly text: string;
  readonly members: ReadonlyMap<string, string>;
}

function differencesOf(
  option: string,
  left: readonly Value[],
  right: readonly Value[],
): CommandLineDifference[] {
  const matching = (value: Value, others: readonly Value[]): Value | undefined =>
    others.find(({ which }) => which === value.which);
  const gone = left
    .filter((value) => matching(value, right) === undefined)
    .map(({ which, text }) => ({ option, which, left: text, right: undefined }));
  const added = right
    .filter((value) => matching(value, left) === undefined)
    .map(({ which, text }) => ({ option, which, left: undefined, right: text }));
  const common = left.filter((value) => matching(value, right) !== undefined);
  const changed = common.flatMap((value) => memberDifferences(option, value, matching(value, right)));
  return [...gone, ...added, ...changed, ...orderDifference(option, common, right)];
}

function memberDifferences(option: string, left: Value, right: Value | undefined): CommandLineDifference[] {
  const keys = new Set([...left.members.keys(), ...(right?.members.keys() ?? [])]);
  return [...keys]
    .filter((key) => left.members.get(key) !== right?.members.get(key))
    .map((key) => ({
      option,
      which: left.which,
      ...(key === '' ? {} : { key }),
      left: left.members.get(key),
      right: right?.members.get(key),
    }));
}

/** Devices without an address get the next free one in the order in which they stand. */
function orderDifference(
  option: string,
  common: readonly Value[],
  right: readonly Value[],
): CommandLineDifference[] {
  const names = (values: readonly Value[]): string => values.map(({ which }) => which).join(', ');
  const again = right.filter(({ which }) => common.some((value) => value.which === which));
  return names(common) === names(again)
    ? []
    : [{ option, which: 'order', left: names(common), right: names(again) }];
}

function grouped(words: readonly string[]): ReadonlyMap<string, readonly Value[]> {
  const options = new Map<string, Value[]>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const isOption = word.startsWith('-');
    const next = words[at + 1];
    const hasValue = isOption && next !== undefined && !next.startsWith('-');
    if (hasValue) at += 1;
    const option = isOption ? word.replace(/^--/, '-') : '';
    const values = options.get(option) ?? [];
    options.set(option, [
      ...values,
      valueOf(option, isOption ? (hasValue ? next : '') : word, values.length),
    ]);
  }
  return options;
}

function valueOf(option: string, text: string, position: number): Value {
  const members = new Map(whole.has(option) ? [['', text]] : membersOf(text));
  const name = members.get('id') ?? members.get('node-name');
  return { which: name ?? String(position), text, members };
}

// Options whose value is one text, whatever commas it holds.
const whole: ReadonlySet<string> = new Set(
  ['-append', '-kernel', '-initrd', '-pidfile', '-mem-path', '-uuid', '-cpu', '-usbdevice', '-k'].concat([
    '-vga',
    '-chroot',
    '-runas',
    '-soundhw',
    '-incoming',
    '',
  ]),
);

function membersOf(text: string): [key: string, value: string][] {
  if (text.startsWith('{')) return flattened(JSON.parse(text), '');
  return optionMembers(text).map(({ key, value }) => [key ?? '', value === 'yes' ? 'on' : value]);
}

/** Nested members as QEMU's dotted keys. */
function flattened(value: unknown, path: string): [key: string, value: string][] {
  if (typeof value === 'boolean') return [[path, value ? 'on' : 'off']];
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, member]) =>
    flattened(member, path === '' ? key : `${path}.${key}`),
  );
}
