import { expect, test } from 'vitest';

import { connectQmp, type QmpCommands, type QmpEvents, type QmpSchema } from '../src/index.ts';
import { startQemu } from './qemu.ts';

type Leaf = string | number | bigint | boolean | null | undefined;

/** The members of a type as a value: complete, because the compiler asks for every one. */
type Shape<Type> = [Type] extends [Leaf]
  ? true
  : Type extends readonly (infer Element)[]
    ? Shape<Element>
    : string extends keyof Type
      ? Readonly<Record<string, never>>
      : { readonly [Key in keyof Type]-?: Shape<Exclude<Type[Key], undefined>> };

type CommandShapes = {
  readonly [Name in keyof QmpCommands]: readonly [
    args: Shape<QmpCommands[Name]['arguments']>,
    returns: Shape<QmpCommands[Name]['returns']>,
  ];
};
type EventShapes = { readonly [Name in keyof QmpEvents]: Shape<QmpEvents[Name]> };

const commands: CommandShapes = {
  'query-status': [{}, { running: true, status: true }],
  'query-version': [{}, { qemu: { major: true, minor: true, micro: true }, package: true }],
  'query-machines': [
    {},
    {
      name: true,
      alias: true,
      'is-default': true,
      'cpu-max': true,
      'hotpluggable-cpus': true,
      'numa-mem-supported': true,
      deprecated: true,
      'default-cpu-type': true,
      'default-ram-id': true,
    },
  ],
  'query-commands': [{}, { name: true }],
  'query-cpus-fast': [
    {},
    {
      'cpu-index': true,
      'qom-path': true,
      'thread-id': true,
      target: true,
      props: { 'node-id': true, 'socket-id': true, 'die-id': true, 'core-id': true, 'thread-id': true },
    },
  ],
  'query-balloon': [{}, { actual: true }],
  'query-kvm': [{}, { enabled: true, present: true }],
  'query-name': [{}, { name: true }],
  'query-uuid': [{}, { UUID: true }],
  'query-command-line-options': [
    { option: true },
    { option: true, parameters: { name: true, type: true, help: true, default: true } },
  ],
  'query-qmp-schema': [
    {},
    {
      name: true,
      'meta-type': true,
      features: true,
      'arg-type': true,
      'ret-type': true,
      'allow-oob': true,
      'element-type': true,
      'json-type': true,
      values: true,
      members: { name: true, type: true, default: true, features: true },
      tag: true,
      variants: { case: true, type: true },
    },
  ],
  'qom-list-types': [
    { implements: true, abstract: true },
    { name: true, abstract: true, parent: true },
  ],
  'query-block': [
    {},
    {
      device: true,
      qdev: true,
      removable: true,
      locked: true,
      tray_open: true,
      'io-status': true,
      inserted: {
        file: true,
        'node-name': true,
        ro: true,
        drv: true,
        backing_file: true,
        image: { filename: true, format: true, 'virtual-size': true, 'actual-size': true },
      },
    },
  ],
  'query-chardev': [{}, { label: true, filename: true, 'frontend-open': true }],
  system_powerdown: [{}, {}],
  system_reset: [{}, {}],
  stop: [{}, {}],
  cont: [{}, {}],
  quit: [{}, {}],
  balloon: [{ value: true }, {}],
  'human-monitor-command': [{ 'command-line': true, 'cpu-index': true }, true],
};

const events: EventShapes = {
  SHUTDOWN: { guest: true, reason: true },
  STOP: {},
  RESUME: {},
  RESET: { guest: true, reason: true },
  POWERDOWN: {},
  GUEST_PANICKED: { action: true },
  WATCHDOG: { action: true },
  DEVICE_DELETED: { device: true, path: true },
  DEVICE_UNPLUG_GUEST_ERROR: { device: true, path: true },
  BALLOON_CHANGE: { actual: true },
  JOB_STATUS_CHANGE: { id: true, status: true },
};

/** Lists the members of `shape` that QEMU's type does not have; those of its variants count too. */
function missing(
  schema: QmpSchema,
  typeName: string | undefined,
  shape: object | true,
  path: string,
): string[] {
  if (shape === true) return [];
  const type = schema.find(typeName ?? '');
  if (type?.['element-type'] !== undefined) return missing(schema, type['element-type'], shape, path);
  const variants = type?.variants ?? [];
  const members = [type, ...variants.map((variant) => schema.find(variant.type))].flatMap(
    (part) => part?.members ?? [],
  );
  return Object.entries(shape).flatMap(([name, inner]) => {
    // Variants may use one name for members of different types: one of them has to fit.
    const gaps = members
      .filter((member) => member.name === name)
      .map((member) => missing(schema, member.type, inner, `${path}.${name}`));
    return gaps.length === 0 ? [`${path}.${name}`] : (gaps.find((gap) => gap.length === 0) ?? gaps[0] ?? []);
  });
}

test('every command, event and member that we type exists in QEMU under that name', async () => {
  await using host = await startQemu();
  await using qmp = await connectQmp(host.socketPath, { waitForSocket: true });
  const schema = await qmp.schema();
  const wrong: string[] = [];
  for (const [name, [args, returns]] of Object.entries(commands)) {
    const entry = schema.find(name);
    if (entry?.['meta-type'] !== 'command') wrong.push(name);
    wrong.push(...missing(schema, entry?.['arg-type'], args, `${name} arguments`));
    wrong.push(...missing(schema, entry?.['ret-type'], returns, `${name} returns`));
  }
  for (const [name, data] of Object.entries(events)) {
    const entry = schema.find(name);
    if (entry?.['meta-type'] !== 'event') wrong.push(name);
    wrong.push(...missing(schema, entry?.['arg-type'], data, `${name} data`));
  }
  expect(wrong).toEqual([]);
  expect(missing(schema, schema.find('query-name')?.['ret-type'], { nmae: true }, 'query-name')).toEqual([
    'query-name.nmae',
  ]);
});
