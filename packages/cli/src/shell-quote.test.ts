import { expect, test } from 'vitest';

import { shellQuote } from './shell-quote.ts';

test.for([
  ['plain', 'plain'],
  ['/usr/bin/kvm', '/usr/bin/kvm'],
  ['a,b=c:d', 'a,b=c:d'],
  ['', "''"],
  ['two words', "'two words'"],
  ['$HOME `x` "y" \\', '\'$HOME `x` "y" \\\''],
  ["it's", String.raw`'it'\''s'`],
  ['ünï', "'ünï'"],
])('%s is quoted as %s', ([word = '', quoted]) => {
  expect(shellQuote(word)).toBe(quoted);
});
