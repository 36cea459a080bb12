import { expect, test } from 'vitest';

import { parseCommandLine } from './parse-command-line.ts';

test.for([
  ['a list', '["kvm", "-append", "a b"]'],
  ['what the kernel says of a process', 'kvm\0-append\0a b\0'],
  ['a shell’s words', "kvm -append 'a b'\n"],
  ['a shell’s words over lines', "kvm \\\n  -append 'a b'\n"],
] as const)('%s is read as its words', ([, text]) => {
  expect(parseCommandLine(text)).toEqual(['kvm', '-append', 'a b']);
});

test('a quote that is left open is named', () => {
  expect(() => parseCommandLine("kvm 'a")).toThrow('which ends with an open quote');
});
