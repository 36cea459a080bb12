import { expectTypeOf, test } from 'vitest';

import type { Empty, QmpClient, QmpSubscription, StatusInfo } from './index.ts';

// Nothing here runs: `tsc -p tsconfig.json` is what fails.
async function misuses(qmp: QmpClient): Promise<void> {
  // @ts-expect-error -- an argument is missing
  await qmp.execute('balloon');
  // @ts-expect-error -- an argument has the wrong name
  await qmp.execute('balloon', { size: 1 });
  // @ts-expect-error -- the command has no arguments
  await qmp.execute('query-status', { verbose: true });
  qmp.subscribe(['DEVICE_DELETED'], (event) => {
    // @ts-expect-error -- the event has no such member
    return event.data.id === 'x';
  });
}

// Nor does this.
async function typedUses(qmp: QmpClient, anyName: string): Promise<void> {
  expectTypeOf(await qmp.execute('query-status')).toEqualTypeOf<StatusInfo>();
  expectTypeOf(
    await qmp.execute('human-monitor-command', { 'command-line': 'info' }),
  ).toEqualTypeOf<string>();
  expectTypeOf(await qmp.execute('device_del', { id: 'x' }, { timeoutMs: 1 })).toEqualTypeOf<Empty>();
  expectTypeOf(await qmp.execute(anyName)).toEqualTypeOf<unknown>();
  const shutdown = await qmp.subscribe(['SHUTDOWN']).next();
  expectTypeOf(shutdown.data.guest).toEqualTypeOf<boolean>();
  const mixed = await qmp.subscribe(['STOP', 'NEW']).next();
  expectTypeOf(mixed.event).toEqualTypeOf<'STOP' | 'NEW'>();
  const all = await qmp.subscribe('*').next();
  expectTypeOf(all.data).toEqualTypeOf<Readonly<Record<string, unknown>>>();
  expectTypeOf(qmp.subscribe('*')).toExtend<QmpSubscription<{ readonly event: string }>>();
}

test('known commands and events have their own types, others are unknown', () => {
  expectTypeOf(typedUses).toBeFunction();
  expectTypeOf(misuses).toBeFunction();
});
