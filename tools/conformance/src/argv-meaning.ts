import { placed } from './given-parameters.ts';
import { jsonMembers } from './json-members.ts';
import { optionMembers } from './option-members.ts';

/** A command line by what it says: each option with its values, in order only among those of one name. */
export interface ArgvMeaning {
  readonly binary: string;
  readonly options: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * The meaning of a command line, but for what is wanted to differ everywhere: QEMU is started detached and not
 * daemonized, so that its log is its standard error (`-D`); it confines itself (`-sandbox`); it has a third monitor, and
 * logs of its events and of its serial port.
 */
export function argvMeaning(argv: readonly unknown[]): ArgvMeaning {
  const [binary = '', ...words] = argv.map((word) => withDescriptors(String(placed(word))));
  const options: Record<string, unknown[]> = {};
  for (const [option, value] of optionsOf(words)) {
    if (isWantedEverywhere(option, value)) continue;
    const name = option === '-M' ? '-machine' : option;
    const values = (options[name] ??= []);
    // A flag says the same twice.
    if (value !== undefined || values.length === 0) values.push(valueMeaning(name, value));
  }
  return { binary, options };
}

/** Without what the receiving side of a migration does by design otherwise: it is frozen, and told over QMP. */
export function withoutIncoming({ binary, options }: ArgvMeaning): ArgvMeaning {
  const { '-S': _frozen, '-incoming': _from, ...rest } = options;
  return { binary, options: rest };
}

/** What stands for the descriptor of a tap's queue, and of its vhost, in a case. */
export function tapDescriptor(nic: number, queue: number): number {
  return 1000 + 100 * nic + queue;
}

export function vhostDescriptor(nic: number, queue: number): number {
  return 5000 + 100 * nic + queue;
}

function withDescriptors(word: string): string {
  return word
    .replaceAll(/@TAP(\d+)\.(\d+)@/g, (_, nic, queue) => String(tapDescriptor(Number(nic), Number(queue))))
    .replaceAll(/@VHOST(\d+)\.(\d+)@/g, (_, nic, queue) =>
      String(vhostDescriptor(Number(nic), Number(queue))),
    );
}

/** Words that belong to no option stand under the empty name. */
function optionsOf(words: readonly string[]): [option: string, value: string | undefined][] {
  const options: [string, string | undefined][] = [];
  for (const word of words) {
    const last = options.at(-1);
    if (word.startsWith('-')) options.push([word, undefined]);
    else if (last !== undefined && last[0] !== '' && last[1] === undefined) last[1] = word;
    else options.push(['', word]);
  }
  return options;
}

function isWantedEverywhere(option: string, value: string | undefined): boolean {
  return (
    option === '-daemonize' ||
    option === '-D' ||
    option === '-sandbox' ||
    (option === '-qmp' && /^(?:unix:(?:path=)?[^,]*\.job,|chardev:events$)/.test(value ?? '')) ||
    (option === '-chardev' && /^pipe,.*\bid=events$/.test(value ?? ''))
  );
}

function valueMeaning(option: string, value: string | undefined): unknown {
  if (value === undefined) return 'on';
  // The kernel's words are parted by any number of blanks.
  if (option === '-append') return value.split(' ').filter((word) => word !== '');
  if (!hasMembers.has(option)) return value;
  if (value.startsWith('{')) return new Set(jsonMembers(JSON.parse(value)));
  return new Set(
    [...optionMembers(value)]
      .filter((member) => option !== '-serial' || !/^log(?:file|append)=/.test(member))
      .map((member, index) => memberMeaning(option, member, index === 0)),
  );
}

const hasMembers = new Set(
  [
    '-device',
    '-blockdev',
    '-drive',
    '-netdev',
    '-net',
    '-chardev',
    '-monitor',
    '-serial',
    '-qmp',
    '-machine',
  ].concat(['-smp', '-object', '-vnc', '-spice', '-audio', '-rtc', '-boot', '-run-with', '-name']),
);

// The key that a first member without one stands for.
const impliedKeys: Readonly<Record<string, string>> = {
  '-device': 'driver',
  '-netdev': 'type',
  '-object': 'qom-type',
  '-audio': 'driver',
  '-boot': 'order',
  '-name': 'guest',
};

function memberMeaning(option: string, member: string, isFirst: boolean): string {
  if (isFirst && !member.includes('=')) {
    const implied = impliedKeys[option];
    return implied === undefined ? member : `${implied}=${member}`;
  }
  if (member === 'nowait') return 'wait=off';
  if (!member.includes('=')) return `${member}=on`;
  return member.replace(/=yes$/, '=on').replace(/=no$/, '=off');
}
