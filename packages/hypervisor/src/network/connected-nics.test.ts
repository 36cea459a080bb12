import type { NicSpec } from '@kvmkit/kvm-cmdline';
import { expect, test } from 'vitest';

import { connectedNics, nicsAtPhase } from './connected-nics.ts';

function nic(mode?: NicSpec['nicparams']['mode']): NicSpec {
  const nicparams = mode === undefined ? {} : { mode };
  return { uuid: '000000a0-01c0-4000-8000-00000000def0', mac: 'aa:00:00:35:d8:00', nicparams };
}

const all = [nic(), nic('bridged'), nic('openvswitch'), nic('routed'), nic('ext')];

test('NICs keep their numbers when one has lost its tap', () => {
  const taps = new Map([
    [2, 'tap5'],
    [0, 'tap3'],
    [7, 'tap9'],
  ]);
  expect(connectedNics(all, taps).map(({ index, tap }) => [index, tap])).toEqual([
    [0, 'tap3'],
    [2, 'tap5'],
  ]);
});

test('switches take a guest before it comes, routes after it, and ext both times', () => {
  const nics = all.map((one, index) => ({ index, nic: one }));
  expect(nicsAtPhase(nics, 'pre').map(({ index }) => index)).toEqual([0, 1, 2, 4]);
  expect(nicsAtPhase(nics, 'post').map(({ index }) => index)).toEqual([3, 4]);
});
