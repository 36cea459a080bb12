import { expectTypeOf, test } from 'vitest';

import { startFakeQmpServer } from './index.ts';

// Nothing here runs: `tsc -p tsconfig.json` is what fails.
async function misuses(): Promise<void> {
  // @ts-expect-error -- not what the command returns
  await startFakeQmpServer({ commands: { 'query-status': { running: 'yes', status: 'running' } } });
  // @ts-expect-error -- the command has no such argument
  await startFakeQmpServer({ commands: { balloon: ({ size }) => ({ size }) } });
  const server = await startFakeQmpServer();
  // @ts-expect-error -- the event has data
  server.emit('SHUTDOWN');
  // @ts-expect-error -- the event has no such data
  server.emit('STOP', { guest: true });
}

// Nor does this.
async function typedUses(): Promise<void> {
  await using server = await startFakeQmpServer({
    commands: {
      balloon: ({ value }) => {
        expectTypeOf(value).toEqualTypeOf<number | bigint>();
        return {};
      },
      'x-not-typed': (args) => {
        expectTypeOf(args).toEqualTypeOf<Readonly<Record<string, unknown>>>();
        return 'anything';
      },
    },
  });
  server.emit('STOP');
  server.emit('SHUTDOWN', { guest: true, reason: 'guest-shutdown' });
  server.emit('X_NOT_TYPED', { anything: 1 });
  server.emit('X_NOT_TYPED');
}

test('a script and its events are checked against the types of QMP', () => {
  expectTypeOf(typedUses).toBeFunction();
  expectTypeOf(misuses).toBeFunction();
});
