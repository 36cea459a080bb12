/*
node tools/qemu-versions/record-fixtures.ts

Records anew what each QEMU says of itself: packages/kvm-cmdline/fixtures/qemu-VERSION with help.txt, machines.txt and
devices.txt as printed, and probe.json with its answers over QMP. Of the answers only members that
`CapabilityReplies` names are kept, and of the schema what can be reached from the two commands that are read: the
rest would be five times as much. QEMU_BIN names one QEMU instead of those of suites.txt.
*/
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readQemuVersions, type QemuVersion } from './read-qemu-versions.ts';

type Json = Readonly<Record<string, unknown>>;

const fixtures = join(import.meta.dirname, '../../packages/kvm-cmdline/fixtures');

const questions = {
  version: { execute: 'query-version' },
  machines: { execute: 'query-machines' },
  devices: { execute: 'qom-list-types', arguments: { implements: 'device', abstract: false } },
  commandLineOptions: { execute: 'query-command-line-options' },
  commands: { execute: 'query-commands' },
  schema: { execute: 'query-qmp-schema' },
} as const;

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

function askOverQmp(binary: string): Record<keyof typeof questions, unknown> {
  const asked = [{ execute: 'qmp_capabilities' }, ...Object.values(questions), { execute: 'quit' }];
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
  const answers = messages.filter((message) => 'return' in message).map((message) => message['return']);
  if (answers.length < asked.length) throw new Error(`${binary} answered too little: ${stderr}${stdout}`);
  const [, version, machines, devices, commandLineOptions, commands, schema] = answers;
  return {
    version,
    machines: keep(machines, ['name', 'alias', 'is-default', 'deprecated']),
    devices: keep(devices, ['name']),
    commandLineOptions: list(commandLineOptions).map(({ option, parameters }) => ({
      option,
      parameters: keep(parameters, ['name']),
    })),
    commands: keep(commands, ['name']),
    schema: reachable(list(schema), ['blockdev-add', 'netdev_add']),
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

/** The commands, their arguments, the variants that are read of them, and the types of these one's members. */
function reachable(schema: readonly Json[], commands: readonly string[]): Json[] {
  const entity = (name: unknown): Json[] => schema.filter((candidate) => candidate['name'] === name);
  const roots = commands.flatMap(entity);
  const args = roots.flatMap((root) => entity(root['arg-type']));
  const variants = args
    .flatMap((object) => list(object['variants']))
    .filter((variant) => variant['case'] === 'file' || variant['case'] === 'tap')
    .flatMap((variant) => entity(variant['type']));
  const modes = variants
    .flatMap((object) => list(object['members']))
    .filter((member) => member['name'] === 'aio')
    .flatMap((member) => entity(member['type']));
  return [...roots, ...args, ...variants, ...modes];
}

/** A line for each entry, so that a diff shows what is new. */
function renderProbe(probe: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(probe).map(([name, value]) => {
    const entries = Array.isArray(value) ? value.map((entry) => `    ${JSON.stringify(entry)}`) : [];
    const text = Array.isArray(value) ? `[\n${entries.join(',\n')}\n  ]` : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
}
