import { isIPv4, isIPv6 } from 'node:net';

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { isIpv4Address, isIpv6Address } from '../src/parameters/ip-address.ts';

test.for<[text: string, family: 4 | 6 | undefined]>([
  ['127.0.0.1', 4],
  ['255.249.199.0', 4],
  ['01.2.3.4', undefined],
  ['1.2.3.256', undefined],
  ['1.2.3', undefined],
  ['1.2.3.4.', undefined],
  ['1.2.3.4 ', undefined],
  ['1.2.3.4\n', undefined],
  ['', undefined],
  ['::', 6],
  ['::1', 6],
  ['2001:db8::10', 6],
  ['2001:DB8:0:0:0:0:0:1', 6],
  ['1:2:3:4:5:6:7::', 6],
  ['1:2:3:4:5:6:7:8::', undefined],
  ['1:2:3:4:5:6:7', undefined],
  ['1::2::3', undefined],
  [':::', undefined],
  ['::ffff:192.0.2.1', 6],
  ['::ffff:192.0.2.01', undefined],
  ['::12345', undefined],
  ['fe80::1%eth0', undefined],
  ['::1\n', undefined],
])('%j is of the family %s', ([text, family]) => {
  expect([isIpv4Address(text), isIpv6Address(text)]).toEqual([family === 4, family === 6]);
});

test('what looks like an address is one where Node says so too', () => {
  const piece = fc.constantFrom(
    '::',
    ':',
    '.',
    '0',
    '00',
    '1',
    '12',
    '255',
    '256',
    'f',
    'ffff',
    '12345',
    '192.0.2.1',
  );
  const nearly = fc.array(piece, { maxLength: 17 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.oneof(nearly, fc.ipV4(), fc.ipV6(), fc.string()), (text) => {
      expect(isIpv4Address(text)).toBe(isIPv4(text));
      expect(isIpv6Address(text)).toBe(isIPv6(text) && !text.includes('%'));
    }),
    { numRuns: 3000 },
  );
});
