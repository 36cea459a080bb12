import { expect, test } from 'vitest';

import { encodeLine, nameOfLine } from './encode-line.ts';

test.each(['info status', '', '  print 1 ', 'nosuch größe', 'x'.repeat(4095)])('%j can be sent', (line) => {
  expect(encodeLine(line).toString()).toBe(line);
});

test.each([
  ['a line end, which would make two commands of it', 'info status\nquit', '0x0a at 11'],
  ['a carriage return', 'quit\r', '0x0d at 4'],
  ['a tab, which completes', 'info\tstatus', '0x09 at 4'],
  ['an escape', '\u001B[A', '0x1b at 0'],
  ['a backspace', 'ab\u007F', '0x7f at 2'],
  ['a character with the byte 0x9B', 'print ě', '0x9b at 7'],
  ['too many bytes', 'x'.repeat(4096), '4096 bytes'],
  ['a lone surrogate', '\uD800', 'lone surrogate'],
])('a line with %s is refused', (_title, line, complaint) => {
  expect(() => encodeLine(line)).toThrow(TypeError);
  expect(() => encodeLine(line)).toThrow(complaint);
});

test.each([
  ['change vnc password secret', 'change'],
  ['  info   cpus -x', 'info cpus'],
  ['info', 'info'],
  ['', ''],
])('errors call %j %j', (line, name) => {
  expect(nameOfLine(line)).toBe(name);
});
