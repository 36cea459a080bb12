/*
node tools/qemu-versions/record-fixtures.ts

Records anew what each QEMU says of itself: packages/kvm-cmdline/fixtures/qemu-VERSION with help.txt, machines.txt and
devices.txt as printed, and probe.json with its answers over QMP. Of the answers only members that
`CapabilityReplies` names are kept, and of the schema what can be reached from the commands that are read: the rest
would be five times as much. QEMU_BIN names one QEMU instead of those of suites.txt.
*/
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// @boundaries-ignore what is asked is in the package that the answers are recorded for, and runs from its sources
import {
  emittedBlockDrivers,
  emittedDrivers,
} from '../../packages/kvm-cmdline/src/devices/emitted-drivers.ts';
import { readQemuVersions, type QemuVersion } from './read-qemu-versions.ts';

type Json = Readonly<Record<string, unknown>>;

const fixtures = join(import.meta.dirname, '../../packages/kvm-cmdline/fixtures');

const questions: readonly Json[] = [
  { id: 'version', execute: 'query-version' },
  { id: 'machines', execute: 'query-machines' },
  { id: 'devices', execute: 'qom-list-types', arguments: { implements: 'device', abstract: false } },
  ...emittedDrivers.map((typename) => ({
    id: typename,
    execute: 'device-list-properties',
    arguments: { typename },
  })),
  { id: 'commandLineOptions', execute: 'query-command-line-options' },
  { id: 'commands', execute: 'query-commands' },
  { id: 'schema', execute: 'query-qmp-schema' },
  { id: 'quit', execute: 'quit' },
];

// Of the schema.
const variantsRead = new Set<unknown>([...emittedBlockDrivers, 'tap']);
const membersRead = new Set<unknown>(['aio', 'discard', 'cache']);

for (const qemu of readQemuVersions()) {
  const folder = join(fixtures, `qemu-${qemu.fullVersion}`);
  record(qemu, folder);
  process.stdout.write(`${folder}\n`);
}

function record({ binary }: QemuVersion, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const print = (file: string, ...args: readonly string[]): void =>
    writeFileSync(join(folder, file), execFileSync(binary, args, { encoding: 'utf8' }));
  print('help.txt', '-help');
  print('machines.txt', '-machine', 'help');
  print('devices.txt', '-device', 'help');
  writeFileSync(join(folder, 'probe.json'), renderProbe(askOverQmp(binary)));
}

function askOverQmp(binary: string): Json {
  const asked = [{ execute: 'qmp_capabilities' }, ...questions];
  const machine = ['-S', '-no-user-config', '-nodefaults', '-display', 'none', '-machine', 'none,accel=tcg'];
  const { stdout, stderr } = spawnSync(binary, [...machine, '-qmp', 'stdio'], {
    input: asked.map((question) => JSON.stringify(question)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const messages = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Json => JSON.parse(line));
  const answers = new Map(messages.map((message) => [message['id'], message['return']]));
  if (!answers.has('quit')) throw new Error(`${binary} answered too little: ${stderr}${stdout}`);
  return {
    version: answers.get('version'),
    machines: keep(answers.get('machines'), ['name', 'alias', 'is-default', 'deprecated']),
    devices: keep(answers.get('devices'), ['name']),
    deviceProperties: Object.fromEntries(
      emittedDrivers
        // A driver that a QEMU has not is answered with an error.
        .filter((driver) => answers.get(driver) !== undefined)
        .map((driver) => [driver, keep(answers.get(driver), ['name'])]),
    ),
    commandLineOptions: list(answers.get('commandLineOptions')).map(({ option, parameters }) => ({
      option,
      parameters: keep(parameters, ['name']),
    })),
    commands: keep(answers.get('commands'), ['name']),
    schema: reachable(list(answers.get('schema'))),
  };
}

function list(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) throw new TypeError(`found ${typeof value}, expected a list`);
  return value;
}

function keep(value: unknown, members: readonly string[]): Json[] {
  return list(value).map((entry) =>
    Object.fromEntries(members.flatMap((name) => (name in entry ? [[name, entry[name]]] : []))),
  );
}

/** The commands, their arguments, the variants that are read of them, and the types of members that are read. */
function reachable(schema: readonly Json[]): Json[] {
  const entity = (name: unknown): Json[] => schema.filter((candidate) => candidate['name'] === name);
  const roots = ['blockdev-add', 'netdev_add', 'object-add'].flatMap(entity);
  const args = roots.flatMap((root) => entity(root['arg-type']));
  const variants = args
    .flatMap((object) => list(object['variants'] ?? []))
    .filter((variant) => variantsRead.has(variant['case']))
    .flatMap((variant) => entity(variant['type']));
  const types = [...args, ...variants]
    .flatMap((object) => list(object['members'] ?? []))
    .filter((member) => membersRead.has(member['name']))
    .flatMap((member) => entity(member['type']));
  return [...new Set([...roots, ...args, ...variants, ...types])];
}

/** A line for each entry, so that a diff shows what is new. */
function renderProbe(probe: Json): string {
  const members = Object.entries(probe).map(([name, value]) => `  ${JSON.stringify(name)}: ${render(value)}`);
  return `{\n${members.join(',\n')}\n}\n`;
}

function render(value: unknown): string {
  if (Array.isArray(value)) return `[\n${lines(value.map((entry) => JSON.stringify(entry)))}\n  ]`;
  const entries = Object.entries(value ?? {});
  if (!entries.some(([, entry]) => Array.isArray(entry))) return JSON.stringify(value);
  return `{\n${lines(entries.map(([key, entry]) => `${JSON.stringify(key)}: ${JSON.stringify(entry)}`))}\n  }`;
}

function lines(entries: readonly string[]): string {
  return entries.map((entry) => `    ${entry}`).join(',\n');
}
