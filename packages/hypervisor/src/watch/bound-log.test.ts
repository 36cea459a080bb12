import { appendFileSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base } from 'vitest';

import { boundEventLog } from './bound-log.ts';
import { causeOf } from './cause-of-death.ts';
import { factsIn } from './last-end.ts';

const test = base.extend<{ events: string }>({
  events: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'kvmkit-bound-'));
    await use(join(folder, 'a.events'));
    rmSync(folder, { recursive: true });
  },
});

const line = (event: string, data = {}): string => `${JSON.stringify({ event, data })}\r\n`;

test('a log that has grown too long is cut to what is known of the run, and who writes goes on behind it', async ({
  events,
}) => {
  const qemu = openSync(events, 'a');
  writeSync(qemu, `{"QMP": {}}\r\n${line('RESUME')}${line('STOP').repeat(100)}${line('POWERDOWN')}`);
  await boundEventLog({ events }, 1000);
  expect(statSync(events).size).toBeLessThan(100);
  writeSync(qemu, line('SHUTDOWN', { guest: true, reason: 'guest-shutdown' }));
  // Without what was cut, this would be the guest's own doing.
  expect(causeOf((await factsIn(events)) ?? {})).toBe('host-shutdown');
});

test('what QEMU writes while a log is cut counts as well', async ({ events }) => {
  appendFileSync(events, line('SHUTDOWN', { guest: false, reason: 'host-signal' }));
  appendFileSync(events, '{"facts":{"ran":true}}\n');
  expect(await factsIn(events)).toEqual({ ran: true, shutdown: { guest: false, reason: 'host-signal' } });
});

test('a log within the limit, or none, is left alone', async ({ events }) => {
  await boundEventLog({ events }, 1000);
  expect(readFileSync(events, 'utf8')).toBe('');
  appendFileSync(events, line('RESUME'));
  await boundEventLog({ events }, 1000);
  expect(readFileSync(events, 'utf8')).toBe(line('RESUME'));
});
