// A function for each way in which a command line is meant to differ, hence its length.
import * as v from 'valibot';

import { argvMeaning, withoutIncoming, type ArgvMeaning } from './argv-meaning.ts';
import { lifeMeaning } from './life/life-meaning.ts';
import { withArgv } from './recorded-argv.ts';
import { firstDifference } from './same-meaning.ts';
import type { WantedDifference } from './wanted-difference.ts';

/** The answer is Ganeti's command line, changed like this. */
export function isArgvBut(
  change: (theirs: ArgvMeaning, ours: ArgvMeaning) => ArgvMeaning,
): WantedDifference['instead'] {
  return (answer, recorded) => {
    const [ours, theirs] = [
      v.safeParse(withArgv, answer.kind === 'result' ? answer.result : {}),
      v.safeParse(withArgv, recorded),
    ];
    if (!ours.success || !theirs.success) return false;
    const meant = withoutIncoming(argvMeaning(ours.output.argv));
    const changed = withoutIncoming(change(argvMeaning(theirs.output.argv), meant));
    return firstDifference(changed, meant) === undefined && isAlikeBesideArgv(recorded, ours.output);
  };
}

/** What was done beside the argv, where that was recorded. */
export function isAlikeBesideArgv(recorded: object, ours: object): boolean {
  return firstDifference(besideArgv(recorded), besideArgv(ours)) === undefined;
}

function besideArgv(result: object): object {
  return { ...lifeMeaning(result), argv: undefined };
}

type Change = (theirs: ArgvMeaning, ours: ArgvMeaning) => ArgvMeaning;

/** The values of one option changed, each a set of members or a text. */
function ofOption(option: string, change: (value: unknown) => unknown): Change {
  return ({ binary, options }) => {
    const values = options[option];
    return { binary, options: values === undefined ? options : { ...options, [option]: values.map(change) } };
  };
}

/** Each member of a set that fits changed, in every option that has members. */
export function replacing(pattern: RegExp, by: string): Change {
  return ({ binary, options }) => ({
    binary,
    options: Object.fromEntries(
      Object.entries(options).map(([option, values]) => [
        option,
        values.map((value) => changedMembers(value, (member) => member.replace(pattern, by))),
      ]),
    ),
  });
}

function changedMembers(value: unknown, change: (member: string) => string): unknown {
  return value instanceof Set ? new Set([...value].map((member) => change(String(member)))) : value;
}

export function pinnedMachine(theirs: ArgvMeaning, ours: ArgvMeaning): ArgvMeaning {
  const [machine] = ours.options['-machine'] ?? [];
  const names = machine instanceof Set ? [...machine].map(String) : [];
  const pinned = (alias: string): string =>
    names.find((name) => name.startsWith(alias === 'q35' ? 'pc-q35-' : 'pc-i440fx-')) ?? alias;
  return ofOption('-machine', (value) =>
    changedMembers(value, (member) => (/^(?:pc|q35)$/.test(member) ? pinned(member) : member)),
  )(theirs, ours);
}

export function withAccelerator(accelerator: string): Change {
  return ofOption('-machine', (value) =>
    value instanceof Set ? new Set([...value, `accel=${accelerator}`]) : value,
  );
}

export function withoutRoot(theirs: ArgvMeaning, ours: ArgvMeaning): ArgvMeaning {
  return ofOption('-append', (words) =>
    Array.isArray(words) ? words.filter((word) => word !== 'root=' && word !== 'root=None') : words,
  )(theirs, ours);
}

export function withoutBlanks(option: string): Change {
  return ofOption(option, (value) => String(value).trim());
}

function isPlace(member: unknown): boolean {
  return /^(?:bus=(?:pci\.0|port\d+)|addr=.*)$/.test(String(member));
}

/** Another address than Ganeti's, which is none; the port is the same. */
export function vncOnAddress(theirs: ArgvMeaning, ours: ArgvMeaning): ArgvMeaning {
  const [vnc] = ours.options['-vnc'] ?? [];
  const isAddress =
    vnc instanceof Set && [...vnc].some((member) => /^\[[\da-f:]+\]:\d+$/.test(String(member)));
  const isPath = /^unix:[^/]/;
  return ofOption('-vnc', (value) =>
    isAddress ? changedMembers(value, (member) => (isPath.test(member) ? firstOf(vnc) : member)) : value,
  )(theirs, ours);
}

function firstOf(values: ReadonlySet<unknown>): string {
  return String([...values][0]);
}

/** `file.server=[{'type': 'inet', 'host': H, 'port': P}]`, which Ganeti's commas cut into parts. */
export function glusterServer(theirs: ArgvMeaning, ours: ArgvMeaning): ArgvMeaning {
  return ofOption('-blockdev', (value) => {
    if (!(value instanceof Set)) return value;
    const members = [...value].map(String);
    const part = (name: string): string =>
      members.map((member) => new RegExp(`'${name}': '([^']*)'`).exec(member)?.[1]).find(Boolean) ?? '';
    const rest = members.filter((member) => !/'(?:type|host|port)': '/.test(member));
    const server = ['type', 'host', 'port'].map((name) => `file.server.0.${name}=${part(name)}`);
    return new Set([...rest, ...server]);
  })(theirs, ours);
}

/** Both old options as members of the new one. */
export function withRunWith({ binary, options }: ArgvMeaning): ArgvMeaning {
  const { '-runas': users = [], '-chroot': roots = [], ...rest } = options;
  const members = [
    ...users.map((user) => `user=${String(user)}`),
    ...roots.map((root) => `chroot=${String(root)}`),
  ];
  return { binary, options: members.length === 0 ? rest : { ...rest, '-run-with': [new Set(members)] } };
}

export function acpiInMachine(theirs: ArgvMeaning, ours: ArgvMeaning): ArgvMeaning {
  const { '-no-acpi': flag, ...options } = theirs.options;
  if (flag === undefined) return theirs;
  return ofOption('-machine', (value) => (value instanceof Set ? new Set([...value, 'acpi=off']) : value))(
    { ...theirs, options },
    ours,
  );
}

export function withoutWriteCache(theirs: ArgvMeaning, ours: ArgvMeaning): ArgvMeaning {
  return ofOption('-device', (value) =>
    value instanceof Set && value.has('channel=0')
      ? new Set([...value].filter((member) => member !== 'write-cache=on'))
      : value,
  )(theirs, ours);
}

export function withPlacedCdroms(theirs: ArgvMeaning, ours: ArgvMeaning): ArgvMeaning {
  const placed = (ours.options['-device'] ?? []).filter(isCdrom);
  return ofOption('-device', (value) => (isCdrom(value) ? placed.shift() : value))(theirs, ours);
}

export function onRootPorts(theirs: ArgvMeaning, ours: ArgvMeaning): ArgvMeaning {
  const devices = ours.options['-device'] ?? [];
  const ports = devices.filter((value) => value instanceof Set && value.has('driver=pcie-root-port'));
  const moved = (value: unknown): unknown => {
    if (!(value instanceof Set) || !value.has('bus=pci.0')) return value;
    const id = [...value].find((member) => String(member).startsWith('id='));
    const own = devices.find((other) => other instanceof Set && other.has(id));
    const place =
      own instanceof Set ? [...own].filter((member) => isPlace(member) || member === 'bootindex=1') : [];
    return new Set([...[...value].filter((member) => !isPlace(member)), ...place]);
  };
  const { '-device': given = [], ...options } = theirs.options;
  return pinnedMachine(
    { ...theirs, options: { ...options, '-device': [...ports, ...given.map(moved)] } },
    ours,
  );
}

function isCdrom(value: unknown): boolean {
  return (
    value instanceof Set &&
    value.has('driver=scsi-cd') &&
    [...value].some((member) => /^drive=cdrom\d$/.test(String(member)))
  );
}

/**
 * Each block node as a drive that says the same; a drive of a CD-ROM or a floppy is its own device, and that of a disk
 * says how it is cached.
 */
export function withDrives(theirs: ArgvMeaning, ours: ArgvMeaning): ArgvMeaning {
  const { '-blockdev': nodes = [], '-device': devices = [], ...options } = theirs.options;
  const { '-drive': drives = [] } = ours.options;
  const remaining = devices
    .filter((value) => !hasMember(value, /^drive=(?:cdrom|floppy)\d$/))
    .map((value) =>
      value instanceof Set
        ? new Set([...value].filter((member) => !String(member).startsWith('write-cache=')))
        : value,
    );
  const own = nodes.map((node, index) => driveLike(membersOf(node), devices, membersOf(drives[index])));
  return { ...theirs, options: { ...options, '-device': remaining, '-drive': own } };
}

/** What a block node and its device say, as a drive; what they leave open is as in ours. */
function driveLike(
  node: ReadonlyMap<string, string>,
  devices: readonly unknown[],
  ours: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const name = node.get('node-name') ?? '';
  const isDisk = name.startsWith('disk-');
  const device = devices.map(membersOf).find((members) => members.get('drive') === name);
  const cache = cacheOfNode(node, device?.get('write-cache'), ours.get('cache'));
  const discard = node.get('discard');
  const said: Readonly<Record<string, string | undefined>> = {
    file: node.get('file.filename') ?? node.get('file.url'),
    format: node.has('file.url') ? undefined : 'raw',
    if: isDisk ? 'none' : ours.get('if'),
    media: name.startsWith('cdrom') ? 'cdrom' : undefined,
    ...(isDisk
      ? { id: name, aio: node.get('file.aio'), discard: discard === 'ignore' ? undefined : discard, cache }
      : {}),
    // The old BIOS's own way to boot from a drive.
    boot: ours.get('boot') === 'on' ? 'on' : undefined,
  };
  return new Set(
    Object.entries(said).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`])),
  );
}

/** Writing back is what a drive does by itself. */
function cacheOfNode(
  node: ReadonlyMap<string, string>,
  writeCache: string | undefined,
  ours: string | undefined,
): string | undefined {
  if (node.get('cache.direct') === 'on') return 'none';
  if (writeCache === 'off') return 'writethrough';
  return ours === 'writeback' ? ours : undefined;
}

function membersOf(value: unknown): ReadonlyMap<string, string> {
  const members = value instanceof Set ? [...value].map(String) : [];
  return new Map(
    members.map((member) => {
      const equals = member.indexOf('=');
      return [member.slice(0, equals), member.slice(equals + 1)];
    }),
  );
}

/** An option that stands on Ganeti's command line and that the answer refuses by its name. */
export function refusesOptionOf(setting: string): WantedDifference['instead'] {
  return (answer, recorded) => {
    const theirs = v.safeParse(withArgv, recorded);
    if (answer.kind !== 'refusal' || answer.rule !== setting || !theirs.success) return false;
    const [, option] = /knows no option (\S+)$/.exec(answer.message) ?? [];
    return option !== undefined && theirs.output.argv.includes(option);
  };
}

/** A name for a device that stands on Ganeti's command line, and that the QEMU of the case does not know. */
export function refusesDeviceName(): WantedDifference['instead'] {
  return (answer, recorded) => {
    const theirs = v.safeParse(withArgv, recorded);
    if (answer.kind !== 'refusal' || !theirs.success) return false;
    const [, card, processor] =
      /knows no (?:(?:graphics card|sound card|USB device) "([^"]+)"|processor ([^;]+))/.exec(
        answer.message,
      ) ?? [];
    const name = card ?? processor;
    return name !== undefined && theirs.output.argv.some((word) => String(word).includes(name));
  };
}

function hasMember(value: unknown, pattern: RegExp): boolean {
  return value instanceof Set && [...value].some((member) => pattern.test(String(member)));
}

/** What stands between commas, whether they part members or are one of a value. */
export function pieces(result: object): unknown {
  const { options } = argvMeaning(v.parse(withArgv, result).argv);
  return Object.fromEntries(
    Object.entries(options).map(([option, values]) => [option, new Set(values.flatMap(piecesOf))]),
  );
}

function piecesOf(value: unknown): string[] {
  if (!(value instanceof Set)) return [String(value)];
  // A piece that looks like a flag to Ganeti's side is the rest of a value.
  return [...value].flatMap((member) => String(member).split(',')).map((piece) => piece.replace(/=on$/, ''));
}
