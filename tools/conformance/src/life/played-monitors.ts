import type { InstancePaths } from '@kvmkit/kvm-runtime-store';
import { answer, startFakeQmpServer, type FakeQmpServer } from '@kvmkit/qmp-client/testing';

import { changingCommands } from './changing-commands.ts';
import type { EffectLog } from './effects.ts';
import { deviceCommands, type Arguments, type Command } from './played-devices.ts';
import type { MonitorsOfCase } from './life-case.ts';

/** What the monitors of one QEMU say and do. */
export interface MonitorParts {
  readonly paths: Pick<InstancePaths, 'qmp' | 'job' | 'kvmd'>;
  readonly memoryMiB: number;
  readonly vcpus: number;
  readonly uuid: string;
  /** The command that QEMU was run by, which says what devices and nodes it begins with. */
  readonly argv: readonly string[];
  readonly effects: EffectLog;
  /** Called when QEMU is to end. */
  readonly end: () => void;
}

/** QEMU's three monitors on real sockets, over one guest. */
export async function startMonitors(of: MonitorsOfCase, parts: MonitorParts): Promise<AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  if (of.absent) return opened.move();
  const servers: FakeQmpServer[] = [];
  const emit = (event: string, data: Arguments): void => {
    for (const server of servers) server.emit(event, data);
  };
  const all = { ...commandsOf(of, parts), ...deviceCommands(parts.argv, emit) };
  const commands = withReplies(of, all, parts.effects, emit);
  const { qmp, job, kvmd } = parts.paths;
  for (const path of [qmp, job, kvmd]) {
    const server = await startFakeQmpServer({
      commands,
      listen: { path },
      version: of.version.join('.'),
      package: of.package,
      greeting: (usual) => greetingOf(of, usual),
    });
    servers.push(opened.use(server));
  }
  return opened.move();
}

function greetingOf({ greeting, pre_greeting: before }: MonitorsOfCase, usual: string): string {
  const timestamp = { seconds: 0, microseconds: 0 };
  const events = before.map((event) => `${JSON.stringify({ timestamp, ...event })}\r\n`);
  return [...events, greeting === undefined ? usual : `${JSON.stringify(greeting)}\r\n`].join('');
}

function commandsOf(
  { powerdown_stops: obeys }: MonitorsOfCase,
  { memoryMiB, vcpus, uuid, argv, effects, end }: MonitorParts,
): Readonly<Record<string, Command>> {
  // One that waits for a guest has it as soon as it listens.
  let status = argv.includes('-incoming') ? 'inmigrate' : 'prelaunch';
  let migration: object = {};
  let actual = memoryMiB * 2 ** 20;
  const turn = (to: string): object => {
    status = to;
    return {};
  };
  return {
    balloon: ({ value }) => {
      actual = Number(value);
      return {};
    },
    cont: () => turn('running'),
    stop: () => turn('paused'),
    set_password: () => ({}),
    system_reset: () => ({}),
    system_powerdown: () => {
      if (!obeys) return {};
      end();
      return answer.thenClose({});
    },
    quit: () => {
      effects.add(['kill', recordedPid]);
      end();
      return answer.thenClose({});
    },
    migrate: () => {
      migration = { status: 'completed' };
      return {};
    },
    migrate_cancel: () => ({}),
    'migrate-incoming': () => {
      migration = { status: 'completed' };
      return turn('paused');
    },
    'migrate-set-capabilities': () => ({}),
    'migrate-set-parameters': () => ({}),
    'query-migrate': () => migration,
    'query-migrate-capabilities': () => capabilities.map((capability) => ({ capability, state: false })),
    'query-migrate-parameters': () => ({ 'max-bandwidth': 134_217_728, 'downtime-limit': 300 }),
    'query-balloon': () => ({ actual }),
    'query-cpus-fast': () =>
      vcpuThreads(vcpus).map((thread, index) => ({
        'cpu-index': index,
        'thread-id': thread,
        'qom-path': `/machine/unattached/device[${index}]`,
        target: 'x86_64',
        props: {},
      })),
    'query-kvm': () => ({ enabled: false, present: true }),
    'query-status': () => ({ status, running: status === 'running' }),
    'query-uuid': () => ({ UUID: uuid }),
  };
}

/** What kvmkit may ask a QEMU of a case to do, of `MigrationCapability` (qapi/migration.json). */
const capabilities = [
  'events',
  'return-path',
  'pause-before-switchover',
  'xbzrle',
  'auto-converge',
  'postcopy-ram',
  'multifd',
];

/** The number of a guest's process in the cases. */
export const recordedPid = 4242;

/** The numbers of the threads of a guest's vCPUs in the cases. */
export function vcpuThreads(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => 5000 + index);
}

/** What is compared of a migration alone. */
const migrating: ReadonlySet<string> = new Set(['migrate', 'migrate-set-parameters']);

/** The replies that a case prescribes come first, in their order. */
function withReplies(
  { replies, no_commands: absent }: MonitorsOfCase,
  commands: Readonly<Record<string, Command>>,
  effects: EffectLog,
  emit: (event: string, data: Arguments) => void,
): Readonly<Record<string, Command>> {
  const names = [...new Set([...Object.keys(commands), ...Object.keys(replies)])].filter(
    (name) => name !== 'device_out',
  );
  const left = new Map(Object.entries(replies).map(([name, list]) => [name, [...list]]));
  const scripted =
    (name: string): Command =>
    async (args) => {
      if (changingCommands.has(name) || migrating.has(name))
        effects.add(['qmp', name, Object.keys(args).length === 0 ? null : args]);
      const reply = left.get(name)?.shift();
      if (reply === undefined) return (await commands[name]?.(args)) ?? {};
      // Where a case says what is told of it, the device goes all the same.
      if (name === 'device_del') await commands['device_out']?.(args);
      for (const { event, data } of reply.events_before) emit(event, data);
      setImmediate(() => {
        for (const { event, data } of reply.events_after) emit(event, data);
      });
      if (reply.close) return answer.close();
      const { error } = reply;
      return error === undefined ? toObject(reply.return) : answer.error(error.class, error.desc);
    };
  return Object.fromEntries(
    names.filter((name) => !absent.includes(name)).map((name) => [name, scripted(name)]),
  );
}

/** QMP answers with objects, and lists of them. */
function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
