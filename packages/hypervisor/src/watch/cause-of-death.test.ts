import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { causeOf, learn, noFacts, type CauseOfDeath } from './cause-of-death.ts';
import { factsIn } from './last-end.ts';

/** Logs that real QEMUs wrote (test/support/record-event-logs.ts), by how their guest was ended. */
const recorded: Readonly<Record<string, CauseOfDeath>> = {
  'guest-shutdown': 'guest-shutdown',
  'guest-shutdown-after-reset': 'guest-shutdown',
  'guest-reset': 'guest-reset',
  'triple-fault': 'guest-reset',
  'guest-panic': 'guest-panic',
  'host-shutdown': 'host-shutdown',
  'button-ignored-then-quit': 'host-quit',
  quit: 'host-quit',
  'host-reset': 'host-quit',
  sigterm: 'host-quit',
  sigkill: 'killed',
  migrated: 'migrated',
};

const fixtures = join(import.meta.dirname, '../../fixtures/event-logs');
const cases = readdirSync(fixtures).flatMap((qemu) =>
  readdirSync(join(fixtures, qemu)).map((file) => [qemu, file.replace('.events', '')] as const),
);

test('there is a recording of every way on each QEMU', () => {
  expect(cases).toHaveLength(4 * Object.keys(recorded).length);
});

test.for(cases)('%s: the log of %s tells its cause', async ([qemu, way]) => {
  const facts = await factsIn(join(fixtures, qemu, `${way}.events`));
  expect(causeOf(facts ?? {})).toBe(recorded[way]);
});

const shutdown = (reason: string, guest = true): [string, object] => ['SHUTDOWN', { reason, guest }];

test.for<[what: string, events: [event: string, data?: object][], cause: CauseOfDeath]>([
  [
    'a button that a reset made the guest forget',
    [['POWERDOWN'], ['RESET'], shutdown('guest-shutdown')],
    'guest-shutdown',
  ],
  [
    'a watchdog that presses the button',
    [['WATCHDOG', { action: 'shutdown' }], ['POWERDOWN'], shutdown('guest-shutdown')],
    'watchdog',
  ],
  ['a watchdog that resets', [['WATCHDOG', { action: 'reset' }], shutdown('guest-reset')], 'watchdog'],
  ['a watchdog that ends QEMU', [['WATCHDOG', { action: 'poweroff' }]], 'watchdog'],
  [
    'a watchdog of an earlier boot',
    [['WATCHDOG', { action: 'reset' }], ['RESET'], shutdown('guest-reset')],
    'guest-reset',
  ],
  [
    'a migration that came in',
    [['MIGRATION', { status: 'completed' }], ['RESUME'], shutdown('host-qmp-quit', false)],
    'host-quit',
  ],
  [
    'a guest that came in and was given up before it ran',
    [['MIGRATION', { status: 'completed' }], shutdown('host-qmp-quit', false)],
    'host-quit',
  ],
  [
    'a migration out that failed after all',
    [
      ['RESUME'],
      ['MIGRATION', { status: 'completed' }],
      ['MIGRATION', { status: 'failed' }],
      shutdown('host-signal', false),
    ],
    'host-quit',
  ],
  [
    'a guest that was revived after it was given away',
    [['RESUME'], ['MIGRATION', { status: 'completed' }], ['RESUME']],
    'killed',
  ],
  ['a reason of the guest’s that QEMU may learn yet', [shutdown('guest-nap')], 'guest-reset'],
  ['one of the host’s', [shutdown('host-nap', false)], 'host-quit'],
])('%s', ([_what, events, cause]) => {
  const facts = events.reduce(
    (known, [event, data = {}]) => learn(known, { event, data: { ...data } }),
    noFacts,
  );
  expect(causeOf(facts)).toBe(cause);
});
