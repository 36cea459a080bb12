import { networkInterfaces } from 'node:os';

import type { InterfaceAddresses } from '@kvmkit/kvm-cmdline';

/** The addresses of every interface of this host that has any. */
export function interfaceAddresses(): Record<string, InterfaceAddresses> {
  return Object.fromEntries(
    Object.entries(networkInterfaces()).map(([name, addresses = []]) => {
      const ofFamily = (family: string): string[] =>
        addresses.filter((one) => one.family === family).map(({ address }) => address);
      return [name, { ipv4: ofFamily('IPv4'), ipv6: ofFamily('IPv6') }];
    }),
  );
}
