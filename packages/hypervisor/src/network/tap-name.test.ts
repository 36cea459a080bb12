import { expect, test } from 'vitest';

import { communicationTapName, parseInterfaceNames, readInterfaceNames } from './tap-name.ts';

const communication = { name: 'ganeti:communication:web1' };

test.for<[names: readonly string[], expected: string]>([
  [[], 'gnt.com.0'],
  [['lo', 'tap9', 'gnt.com', 'gnt.com.x', 'agnt.com.7', 'gnt.com.7.1'], 'gnt.com.0'],
  [['gnt.com.2', 'lo', 'gnt.com.9'], 'gnt.com.10'],
])('the tap of a communication NIC is one above the highest of %j: %s', ([names, expected]) => {
  expect(communicationTapName(communication, names)).toBe(expected);
});

test.for([undefined, null, '', 'eth-public', 'x-ganeti:communication:'])(
  'the tap of a NIC with the name %s is named by the kernel',
  (name) => {
    expect(communicationTapName(name === undefined ? {} : { name }, ['gnt.com.2'])).toBe('');
  },
);

test('the names of interfaces are read from what the kernel prints of them', () => {
  const text = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
    lo:  392842    4218    0    0    0     0          0         0   392842    4218    0
gnt.com.10:1234567890       0    0    0    0     0          0         0        0       0    0
`;
  expect(parseInterfaceNames(text)).toEqual(['lo', 'gnt.com.10']);
});

test('this host has a loopback', async () => {
  await expect(readInterfaceNames()).resolves.toContain('lo');
});
