import { expect, test } from 'vitest';

import { shellWords } from './shell-words.ts';

test.for<[text: string, words: readonly string[]]>([
  ['', []],
  [' \t\r\n ', []],
  ['  -a    -b\t-c\n', ['-a', '-b', '-c']],
  [`-x "it's" -y 'say "hi"'`, ['-x', "it's", '-y', 'say "hi"']],
  [`a"b"'c'd`, ['abcd']],
  [`'' ""`, ['', '']],
  [String.raw`"a\"b\\c\$d"`, [String.raw`a"b\c\$d`]],
  [String.raw`'a\'`, ['a\\']],
  [String.raw`a\ b \' \\`, ['a b', "'", '\\']],
  ['-a # not a comment', ['-a', '#', 'not', 'a', 'comment']],
  ['$HOME `id` *', ['$HOME', '`id`', '*']],
])('%j is the words %j', ([text, words]) => {
  expect(shellWords(text)).toEqual(words);
});

test.for([
  ['-a b\\', 'a backslash at its end'],
  ["'a", 'an open quote'],
  ['a "b', 'an open quote'],
  [String.raw`"a\"`, 'an open quote'],
] as const)('%j ends with %s', ([text, open]) => {
  expect(shellWords(text)).toBe(open);
});
