import { expect, test } from 'vitest';

import { Command } from './command.ts';
import { SendWindow } from './send-window.ts';

function makeCommand(name: string, facts: { oob?: boolean; fds?: number[] } = {}): Command {
  const ignored = { resolve: () => {}, reject: () => {} };
  return new Command({ name, args: undefined, oob: false, fds: [], address: 'test', ...facts }, ignored);
}

function openWindow(limit: number): { window: SendWindow; sent: string[] } {
  const sent: string[] = [];
  return { sent, window: new SendWindow(limit, ({ name }) => sent.push(name)) };
}

test('as many commands as there is room for go at once, the others in order as room is made', () => {
  const { window, sent } = openWindow(2);
  const commands = ['a', 'b', 'c', 'd'].map((name) => makeCommand(name));
  for (const command of commands) window.admit(command);
  expect(sent).toEqual(['a', 'b']);
  for (const command of commands) window.release(command);
  expect(sent).toEqual(['a', 'b', 'c', 'd']);
});

test('an out-of-band command needs no room and makes none', () => {
  const { window, sent } = openWindow(1);
  const oob = makeCommand('oob', { oob: true });
  for (const command of [makeCommand('a'), makeCommand('b'), oob]) window.admit(command);
  window.release(oob);
  expect(sent).toEqual(['a', 'oob']);
});

test('one command with descriptors is under way at a time, and none overtakes it', () => {
  const { window, sent } = openWindow(Number.POSITIVE_INFINITY);
  const [first, second] = [makeCommand('fd 1', { fds: [3] }), makeCommand('fd 2', { fds: [4] })];
  for (const command of [first, makeCommand('a'), second, makeCommand('b')]) window.admit(command);
  expect(sent).toEqual(['fd 1', 'a']);
  window.release(first);
  expect(sent).toEqual(['fd 1', 'a', 'fd 2', 'b']);
});

test('a command that is withdrawn is not sent, and no longer in the way of others', () => {
  const { window, sent } = openWindow(Number.POSITIVE_INFINITY);
  const [first, second] = [makeCommand('fd 1', { fds: [3] }), makeCommand('fd 2', { fds: [4] })];
  for (const command of [first, second, makeCommand('a')]) window.admit(command);
  window.withdraw(second);
  window.release(first);
  expect(sent).toEqual(['fd 1', 'a']);
  expect(window.drain()).toEqual([]);
});
