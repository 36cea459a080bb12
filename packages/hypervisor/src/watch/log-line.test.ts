import { expect, test } from 'vitest';

import { parseLogLine } from './log-line.ts';

test('an event has its name, its data and its time', () => {
  const text =
    '{"timestamp": {"seconds": 1795572309, "microseconds": 721008}, "event": "SHUTDOWN", "data": {"guest": true}}\r';
  expect(parseLogLine(text)).toEqual({
    kind: 'event',
    event: 'SHUTDOWN',
    data: { guest: true },
    at: new Date('2026-11-25T02:05:09.721Z'),
  });
});

test('an event without data has none, and one of no time none', () => {
  const text = '{"timestamp": {"seconds": -1, "microseconds": -1}, "event": "STOP"}';
  expect(parseLogLine(text)).toEqual({ kind: 'event', event: 'STOP', data: {}, at: undefined });
});

test('the greeting says which QEMU it is', () => {
  const text = '{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}}, "capabilities": []}}';
  expect(parseLogLine(text)).toEqual({ kind: 'greeting', qemuVersion: '7.2.22' });
});

test.for(['{"return": {}}', '', 'null', '[]', '\0\0', '{"event": 1}', '{"facts": 1}', '{"QMP"'])(
  '%j says nothing',
  (text) => {
    expect(parseLogLine(text)).toBeUndefined();
  },
);
