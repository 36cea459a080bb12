import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { QemuVersion } from '@kvmkit-tools/qemu-versions';
import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { QmpCommandError, type QmpClient } from '@kvmkit/qmp-client';
import { expect, test } from 'vitest';

import { ValueChecker } from '../src/check-value.ts';
import { generatedFolder } from '../src/generated-folder.ts';
import { knowledge } from '../src/knowledge.ts';
import { mergeSchemas } from '../src/merge.ts';
import { nameTypes } from '../src/names.ts';
import { readRecordings } from '../src/recordings-folder.ts';
import { startBusyQemu } from './busy-qemu.ts';

const recordings = await readRecordings();
const schema = mergeSchemas(recordings, knowledge.splits);
const checker = new ValueChecker(nameTypes(schema, knowledge.names), knowledge.integers);

function whyUnknown({ version, fullVersion }: QemuVersion): string | undefined {
  if (recordings.some((recording) => recording.version === version)) return undefined;
  return `QEMU ${fullVersion} is not recorded: npm run codegen:record`;
}

/** The names under which the generated file has its commands or events. */
async function generatedNames(file: string): Promise<readonly string[]> {
  const text = await readFile(join(generatedFolder, file), 'utf8');
  return [...text.matchAll(/^ {2}(?:\/\*\*.*?\*\/ )?'?([\w-]+)'?: /gm)].map(([, name = '']) => name);
}

/** Executes a command; its answer is compared with its type. Refusals are told by the command's name. */
async function ask(
  qmp: QmpClient,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly refused?: string; readonly problems: readonly string[]; readonly answer?: unknown }> {
  try {
    const answer = await qmp.execute(name, args);
    const command = schema.commands.find((known) => known.name === name);
    return { answer, problems: checker.check(answer, command?.returns ?? [], `${name} returns`) };
  } catch (error) {
    if (!(error instanceof QmpCommandError)) throw error;
    return { refused: name, problems: [] };
  }
}

/** Makes answers have members that they would not have otherwise, among them integers beyond 2^53. */
async function prepare(qmp: QmpClient): Promise<void> {
  const wide = 2n ** 53n + 1n;
  await qmp.execute('object-add', { 'qom-type': 'iothread', id: 'io2', 'poll-max-ns': wide });
  await qmp.execute('migrate-set-parameters', { 'max-bandwidth': 2n ** 63n - 1n });
  await qmp.execute('migrate-set-capabilities', { capabilities: [{ capability: 'events', state: true }] });
  await qmp.execute('block-set-write-threshold', { 'node-name': 'huge', 'write-threshold': 2n ** 59n });
  await qmp.execute('block-latency-histogram-set', {
    id: '/machine/peripheral/hd/virtio-backend',
    boundaries: [10, 2n ** 60n],
  });
  await qmp.execute('block-dirty-bitmap-add', { node: 'disk', name: 'changed' });
  await qmp.execute('blockdev-mirror', {
    'job-id': 'mirror',
    device: 'limited',
    target: 'target',
    sync: 'full',
  });
}

describeEachQemu('the generated types', (qemu) => {
  test('have every command and event', async ({ skip }) => {
    const why = whyUnknown(qemu);
    if (why !== undefined) skip(why);
    await using busy = await startBusyQemu(qemu.binary);
    const commands = (await busy.qmp.execute('query-commands')).map(({ name }) => name);
    const entries = await busy.qmp.execute('query-qmp-schema');
    const events = entries.filter((entry) => entry['meta-type'] === 'event').map(({ name }) => name);
    expect(await generatedNames('commands.gen.ts')).toEqual(expect.arrayContaining(commands));
    expect(await generatedNames('events.gen.ts')).toEqual(expect.arrayContaining(events));
    expect(commands.length).toBeGreaterThan(180);
    expect(events.length).toBeGreaterThan(40);
  });

  test('allow all that the query commands answer', async ({ skip }) => {
    const why = whyUnknown(qemu);
    if (why !== undefined) skip(why);
    await using busy = await startBusyQemu(qemu.binary);
    const { qmp } = busy;
    await prepare(qmp);
    const names = (await qmp.execute('query-commands')).map(({ name }) => name);
    const answers = await Promise.all(
      names.filter((name) => /^(x-)?query-/.test(name)).map(async (name) => await ask(qmp, name)),
    );
    const [virtio] = JSON.parse(JSON.stringify((await ask(qmp, 'x-query-virtio')).answer ?? [{}]));
    const more: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      ['qom-list', { path: '/machine' }],
      ['qom-list-types', { implements: 'device' }],
      ['qom-list-properties', { typename: 'virtio-net-pci' }],
      ['qom-list-get', { paths: ['/objects/io'] }],
      ['device-list-properties', { typename: 'virtio-net-pci' }],
      ['query-cpu-model-expansion', { type: 'static', model: { name: 'qemu64' } }],
      ['query-stats', { target: 'vm' }],
      ['query-named-block-nodes', { flat: true }],
      ['query-blockstats', { 'query-nodes': true }],
      ['query-machines', { 'compat-props': true }],
      ['query-command-line-options', { option: 'machine' }],
      // QEMU 11.1.3 aborts on it (qapi-visit-core.c, visit_start_struct).
      ...(qemu.version === '11.1' ? [] : [['x-query-virtio-status', { path: virtio?.path }] as const]),
      ['x-query-virtio-queue-status', { path: virtio?.path, queue: 0 }],
      ['trace-event-get-state', { name: 'qmp_*' }],
      ['chardev-add', { id: 'pty', backend: { type: 'pty', data: {} } }],
      ['ringbuf-read', { device: 'ring', size: 10 }],
      ['human-monitor-command', { 'command-line': 'info version' }],
    ];
    for (const [name, args] of more) answers.push(await ask(qmp, name, args));
    expect(answers.flatMap(({ problems }) => problems)).toEqual([]);
    // Those for other machines and hosts are refused, and those that need arguments; see that it is not all of them.
    expect(answers.filter(({ refused }) => refused === undefined).length).toBeGreaterThan(60);
    expect(hasBigint(answers)).toBe(true);
  });

  test('allow all that events bring', async ({ skip }) => {
    const why = whyUnknown(qemu);
    if (why !== undefined) skip(why);
    await using busy = await startBusyQemu(qemu.binary);
    const { qmp } = busy;
    const seen = new Map<string, readonly string[]>();
    using all = qmp.subscribe('*');
    const listening = (async (): Promise<void> => {
      for await (const { event, data } of all) {
        const known = schema.events.find(({ name }) => name === event);
        const problems = checker.check(data, known?.data ?? [], `${event} data`);
        seen.set(event, [...(seen.get(event) ?? []), ...problems]);
      }
    })().catch(() => {}); // QEMU has ended, as it was told to
    await prepare(qmp);
    using migrated = qmp.subscribe(['MIGRATION'], ({ data }) => data.status === 'completed');
    using deleted = qmp.subscribe(['DEVICE_DELETED']);
    using concluded = qmp.subscribe(['JOB_STATUS_CHANGE'], ({ data }) => data.status === 'null');
    await qmp.execute('device_add', { driver: 'usb-mouse', id: 'mouse' });
    await qmp.execute('device_del', { id: 'mouse' });
    await deleted.next({ timeoutMs: 10_000 });
    await qmp.execute('job-cancel', { id: 'mirror' });
    await concluded.next({ timeoutMs: 10_000 });
    await qmp.execute('cont');
    await qmp.execute('system_powerdown');
    await qmp.execute('system_reset');
    await qmp.execute('stop');
    await qmp.execute('migrate', { uri: 'exec:cat >/dev/null' });
    await migrated.next({ timeoutMs: 10_000 });
    const { problems } = await ask(qmp, 'query-migrate');
    await qmp.execute('quit');
    await listening;
    expect([...problems, ...[...seen.values()].flat()]).toEqual([]);
    expect([...seen.keys()].sort()).toEqual(
      expect.arrayContaining([
        'DEVICE_DELETED',
        'JOB_STATUS_CHANGE',
        'MIGRATION',
        'POWERDOWN',
        'RESET',
        'RESUME',
        'SHUTDOWN',
        'STOP',
      ]),
    );
  });
});

function hasBigint(value: unknown): boolean {
  if (typeof value === 'bigint') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasBigint);
}
