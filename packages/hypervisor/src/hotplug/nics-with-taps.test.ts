import type { NicSpec } from '@kvmkit/kvm-cmdline';
import { expect, test } from 'vitest';

import type { NicOutIntent } from './hotplug-intent.ts';
import { nicsWithTaps } from './nics-with-taps.ts';

const nic = (uuid: string): NicSpec => ({ uuid, mac: 'aa:00:00:35:d8:00', nicparams: {} });
const [first, second, third] = [nic('1'), nic('2'), nic('3')];
const goes: NicOutIntent = {
  change: 'nic-out',
  uuid: '1',
  id: 'nic-1',
  device: first,
  index: 0,
  taps: { 1: 'tap1', 2: 'tap2', 3: 'tap3' },
};

test('the files of taps say which NIC has which', () => {
  const taps = new Map([[1, 'tap2']]);
  expect(nicsWithTaps([first, second], { taps, intents: [] })).toEqual([
    { index: 1, nic: second, tap: 'tap2' },
  ]);
});

test.for([
  ['before the record is written', [first, second, third]],
  ['after it', [second, third]],
] as const)('a NIC that was going out is found as well, with the others’ own taps: %s', ([, nics]) => {
  // One file was written anew, and the last one not yet removed.
  const taps = new Map([
    [0, 'tap2'],
    [1, 'tap2'],
    [2, 'tap3'],
  ]);
  expect(nicsWithTaps(nics, { taps, intents: [goes] })).toEqual([
    { index: 0, nic: first, tap: 'tap1' },
    { index: 1, nic: second, tap: 'tap2' },
    { index: 2, nic: third, tap: 'tap3' },
  ]);
});
