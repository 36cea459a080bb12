import { expectTypeOf, test } from 'vitest';

import type { QmpClient } from './index.ts';
import type {
  BlockdevOptions,
  BlockdevRef,
  DeviceDeletedEvent,
  Empty,
  MigrationInfo,
  QmpEvents,
  SchemaInfo,
  SchemaInfoObjectMember,
  ShutdownCause,
  Unlisted,
} from './qapi.ts';

// Nothing here runs: `tsc -p tsconfig.json` is what fails.

async function goodArguments(qmp: QmpClient): Promise<void> {
  await qmp.execute('query-status');
  await qmp.execute('blockdev-add', {
    'node-name': 'top',
    driver: 'qcow2',
    file: { driver: 'file', filename: '/disk.qcow2', aio: 'native' },
    backing: null,
    'cache-size': 2n ** 60n,
  });
  await qmp.execute('blockdev-add', { driver: 'qcow2', file: 'node', discard: 'unmap' });
  // Undefined is left out, so that an option of ours can be passed on.
  await qmp.execute('blockdev-add', { driver: 'null-co', 'node-name': undefined });
  // A driver of a QEMU to come, said aloud.
  await qmp.execute('blockdev-add', { driver: 'tomorrow' as Unlisted, anything: 1 });
  // The schema of device_add does not say the properties of the devices.
  await qmp.execute('device_add', { driver: 'virtio-blk-pci', id: 'disk', drive: 'top', bootindex: 1 });
  await qmp.execute('netdev_add', { type: 'user', id: 'net', hostfwd: [{ str: 'tcp::2222-:22' }] });
  await qmp.execute('object-add', { 'qom-type': 'iothread', id: 'io', 'poll-max-ns': 0 });
  await qmp.execute('migrate-set-parameters', { 'max-bandwidth': 2n ** 62n, 'tls-creds': null });
  // Enums are open.
  await qmp.execute('drive-mirror', { device: 'd', target: '/t', sync: 'a-new-mode' });
  await qmp.execute('qom-set', { path: '/', property: 'p', value: { any: ['thing'] } });
}

async function badArguments(qmp: QmpClient, someDriver: string): Promise<void> {
  // @ts-expect-error -- a member is misspelled
  await qmp.execute('blockdev-add', { driver: 'qcow2', file: 'node', datafile: 'data' });
  // @ts-expect-error -- a member has the wrong type
  await qmp.execute('blockdev-add', { driver: 'qcow2', file: 1 });
  // @ts-expect-error -- a mandatory member is missing
  await qmp.execute('blockdev-add', { driver: 'qcow2' });
  // @ts-expect-error -- a member of another driver
  await qmp.execute('blockdev-add', { driver: 'null-co', filename: '/disk' });
  // @ts-expect-error -- a misspelled member, two levels down
  await qmp.execute('blockdev-add', { driver: 'raw', file: { driver: 'file', filname: '/disk' } });
  // @ts-expect-error -- a misspelled driver, which is not said aloud
  await qmp.execute('blockdev-add', { driver: 'qcow3', file: 'node' });
  // @ts-expect-error -- any string may be no driver
  await qmp.execute('blockdev-add', { driver: someDriver });
  // @ts-expect-error -- arguments are missing
  await qmp.execute('blockdev-add');
  // @ts-expect-error -- the command has none
  await qmp.execute('query-status', { verbose: true });
  // @ts-expect-error -- the driver is missing
  await qmp.execute('device_add', { id: 'disk' });
  // @ts-expect-error -- the wrong type of a member that all devices have
  await qmp.execute('device_add', { driver: 'virtio-blk-pci', id: 1 });
  // @ts-expect-error -- a member of another type of object
  await qmp.execute('object-add', { 'qom-type': 'iothread', id: 'io', size: 1 });
  // @ts-expect-error -- a number written as a string
  await qmp.execute('migrate-set-parameters', { 'max-bandwidth': '1G' });
}

function readUnion(options: BlockdevOptions): string | undefined {
  expectTypeOf(options['node-name']).toEqualTypeOf<string | undefined>();
  // @ts-expect-error -- not all drivers have it
  expectTypeOf(options.filename);
  if (options.driver === 'qcow2') {
    expectTypeOf(options['data-file']).toEqualTypeOf<BlockdevRef | undefined>();
    return undefined;
  }
  if (options.driver === 'file' || options.driver === 'host_device') return options.filename;
  return options.driver;
}

function memberTypes(schema: SchemaInfo): readonly SchemaInfoObjectMember[] {
  expectTypeOf(schema.name).toEqualTypeOf<string>();
  return schema['meta-type'] === 'object' ? schema.members : [];
}

async function answers(qmp: QmpClient, anyName: string): Promise<void> {
  const { status, ram } = await qmp.execute('query-migrate');
  // Not there while nothing has been migrated.
  expectTypeOf(status).toEqualTypeOf<MigrationInfo['status']>();
  expectTypeOf(ram?.transferred).toEqualTypeOf<number | bigint | undefined>();
  const [block] = await qmp.execute('query-block');
  expectTypeOf(block?.inserted?.image['virtual-size']).toEqualTypeOf<number | bigint | undefined>();
  const [vcpu] = await qmp.execute('query-cpus-fast');
  expectTypeOf(vcpu?.['thread-id']).toEqualTypeOf<number | undefined>();
  expectTypeOf(await qmp.execute('device_add', { driver: 'x' })).toEqualTypeOf<Empty>();
  expectTypeOf(await qmp.execute('qom-get', { path: '/', property: 'type' })).toEqualTypeOf<unknown>();
  expectTypeOf(await qmp.execute(anyName)).toEqualTypeOf<unknown>();
  expectTypeOf(await qmp.execute('x-of-tomorrow', { any: 'argument' })).toEqualTypeOf<unknown>();
}

async function eventData(qmp: QmpClient): Promise<void> {
  const { data: deleted } = await qmp.subscribe(['DEVICE_DELETED']).next();
  expectTypeOf(deleted).toEqualTypeOf<DeviceDeletedEvent>();
  expectTypeOf(deleted.device).toEqualTypeOf<string | undefined>();
  const { data: ended } = await qmp.subscribe(['SHUTDOWN']).next();
  expectTypeOf(ended.reason).toEqualTypeOf<ShutdownCause>();
  expectTypeOf<QmpEvents['STOP']>().toEqualTypeOf<Empty>();
}

// What is not typed can be added by whoever knows it.
declare module './generated/commands.gen.ts' {
  interface QmpCommands {
    'x-added-by-a-test': { arguments: { readonly level: number }; returns: string };
  }
}

async function added(qmp: QmpClient): Promise<void> {
  expectTypeOf(await qmp.execute('x-added-by-a-test', { level: 1 })).toEqualTypeOf<string>();
}

test('every command and event of QEMU has its types, and what is wrong does not compile', () => {
  expectTypeOf(goodArguments).toBeFunction();
  expectTypeOf(badArguments).toBeFunction();
  expectTypeOf(readUnion).returns.toEqualTypeOf<string | undefined>();
  expectTypeOf(memberTypes).toBeFunction();
  expectTypeOf(answers).toBeFunction();
  expectTypeOf(eventData).toBeFunction();
  expectTypeOf(added).toBeFunction();
});
