import { expect, test } from 'vitest';

import { tapFlags } from './tap-flags.ts';

// What a kernel with everything answers to TUNGETFEATURES: tap, multi queue, no packet info, one queue, vnet header.
const everything = 0x7102;

test.for([
  { features: everything, queues: 1, vnetHdr: true, flags: 0x7002, has: true },
  { features: everything, queues: 1, vnetHdr: false, flags: 0x3002, has: false },
  { features: everything, queues: 3, vnetHdr: true, flags: 0x5102, has: true },
  { features: 0x0002, queues: 1, vnetHdr: true, flags: 0x3002, has: false },
  { features: 0, queues: 1, vnetHdr: true, flags: 0x3002, has: false },
])('$queues queues of a kernel that answers $features, vnetHdr $vnetHdr: $flags', (row) => {
  const wanted = { name: '', queues: row.queues, vnetHdr: row.vnetHdr };
  expect(tapFlags(row.features, wanted)).toEqual({ flags: row.flags, vnetHdr: row.has });
});

test('several queues of a kernel that has one are refused', () => {
  expect(() => tapFlags(0x4002, { name: 'tap7', queues: 2, vnetHdr: true })).toThrow(
    expect.objectContaining({ code: 'TAP_UNSUPPORTED', interfaceName: 'tap7' }),
  );
});
