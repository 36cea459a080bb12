import { expect, test } from 'vitest';

import { resolveDisplayAddress } from './display-address.ts';

const interfaces = {
  eth0: { ipv4: ['192.0.2.10', '192.0.2.11'], ipv6: ['2001:db8::10'] },
  eth6only: { ipv4: [], ipv6: ['2001:db8::6'] },
  ethnone: { ipv4: [], ipv6: [] },
};
const neither = { vnc_bind_address: '', spice_bind: '', spice_ip_version: 0 } as const;

test.for([
  [{ vnc_bind_address: 'eth0' }, 4, '192.0.2.10', 4],
  [{ vnc_bind_address: 'eth0' }, 6, '192.0.2.10', 4],
  [{ vnc_bind_address: 'eth6only' }, 4, '2001:db8::6', 6],
  [{ spice_bind: 'eth0' }, 4, '192.0.2.10', 4],
  [{ spice_bind: 'eth0' }, 6, '2001:db8::10', 6],
  [{ spice_bind: 'eth0', spice_ip_version: 6 }, 4, '2001:db8::10', 6],
  [{ spice_bind: 'eth6only' }, 4, '2001:db8::6', 6],
] as const)('%j on a host of IPv%i listens on %s', ([parameters, preferred, address, family]) => {
  expect(resolveDisplayAddress({ ...neither, ...parameters }, interfaces, preferred)).toEqual({
    address,
    family,
  });
});

test.for([
  {},
  { vnc_bind_address: '0.0.0.0' },
  { vnc_bind_address: '::' },
  { vnc_bind_address: '/run/vnc' },
  { spice_bind: '::1' },
])('%j names no interface', (parameters) => {
  expect(resolveDisplayAddress({ ...neither, ...parameters }, interfaces)).toBeUndefined();
});

test.for([
  [{ vnc_bind_address: 'eth9' }, 'hvparams.vnc_bind_address', 'IPv4 or IPv6'],
  [{ vnc_bind_address: 'ethnone' }, 'hvparams.vnc_bind_address', 'IPv4 or IPv6'],
  [{ spice_bind: 'eth6only', spice_ip_version: 4 }, 'hvparams.spice_bind', 'IPv4'],
  [{ spice_bind: 'constructor' }, 'hvparams.spice_bind', 'IPv4 or IPv6'],
] as const)('%j is refused', ([parameters, path, kinds]) => {
  const allowed = `an IP address, or an interface of this host that has an ${kinds} address`;
  expect(() => resolveDisplayAddress({ ...neither, ...parameters }, interfaces)).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ path, allowed })] }),
  );
});
