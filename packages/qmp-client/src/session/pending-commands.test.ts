import { expect, test } from 'vitest';

import { PendingCommands } from './pending-commands.ts';

const ignore = { resolve(): void {}, reject(): void {} };

test('ids stay short: they go around at 999, past those still in use', () => {
  const pending = new PendingCommands();
  const held = pending.add('held', ignore);
  for (let expected = 2; expected <= 999; expected += 1) {
    expect(pending.add('query-status', ignore)).toBe(expected);
    pending.settle({ return: {}, id: expected });
  }
  expect(held).toBe(1);
  expect(pending.add('query-status', ignore)).toBe(2);
});

test('ids grow only when that many commands are in flight', () => {
  const pending = new PendingCommands();
  const ids = Array.from({ length: 2500 }, () => pending.add('query-status', ignore));
  expect(new Set(ids).size).toBe(2500);
  expect(Math.max(...ids)).toBe(2500);
});

test('the slot of an abandoned command is kept until its late reply has come', () => {
  const pending = new PendingCommands();
  const id = pending.add('query-status', {
    resolve: () => expect.fail('resolved'),
    reject: () => expect.fail('rejected'),
  });
  pending.abandon(id);
  expect(pending.settle({ return: {}, id })).toBe(true);
  expect(pending.settle({ return: {}, id })).toBe(false);
});
