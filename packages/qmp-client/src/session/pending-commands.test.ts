import { expect, test } from 'vitest';

import { Command } from './command.ts';
import { PendingCommands } from './pending-commands.ts';

function makeCommand(resolve: (value: unknown) => void = () => {}): Command {
  const facts = { name: 'query-status', args: undefined, oob: false, fds: [], address: 'test' };
  return new Command(facts, { resolve, reject: () => {} });
}

test('ids stay short: they go around at 9, past those still in use', () => {
  const pending = new PendingCommands();
  const held = pending.add(makeCommand());
  for (let expected = 2; expected <= 9; expected += 1) {
    expect(pending.add(makeCommand())).toBe(expected);
    pending.settle({ return: {}, id: expected });
  }
  expect(held).toBe(1);
  expect(pending.add(makeCommand())).toBe(2);
});

test('an id is not used again at once, although it is free', () => {
  const pending = new PendingCommands();
  const first = pending.add(makeCommand());
  pending.settle({ return: {}, id: first });
  expect(pending.add(makeCommand())).not.toBe(first);
});

test('ids grow only while that many commands are in flight', () => {
  const pending = new PendingCommands();
  const ids = Array.from({ length: 2500 }, () => pending.add(makeCommand()));
  expect(new Set(ids).size).toBe(2500);
  expect(Math.max(...ids)).toBe(2500);
  for (const id of ids) pending.settle({ return: {}, id });
  expect(pending.add(makeCommand())).toBe(1);
});

test('the place of an abandoned command is kept until its late reply has come', () => {
  const pending = new PendingCommands();
  const command = makeCommand(() => expect.fail('resolved'));
  const id = pending.add(command);
  command.reject(new Error('enough'), 'abandoned');
  expect(pending.settle({ return: {}, id })).toBe(command);
  expect(pending.settle({ return: {}, id })).toBeUndefined();
});
