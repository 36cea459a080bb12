import { SpecificationError } from './errors.ts';
import type { HvParams } from './hv-parameters.ts';
import type { InterfaceAddresses } from './parameters/host-facts.ts';
import { isIpv4Address, isIpv6Address } from './parameters/ip-address.ts';

/** Where the display of a guest listens whose parameters name an interface. */
export interface DisplayAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

type DisplayParameters = Pick<HvParams, 'vnc_bind_address' | 'spice_bind' | 'spice_ip_version'>;

/**
 * The address that VNC or SPICE listens on where the parameters name an interface; `undefined` where they do not. VNC
 * takes an IPv4 address where there is one, SPICE what `spice_ip_version` says.
 * @param preferredFamily decides for SPICE where both families are possible. Default 4.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` when the interface is none, or has no such address.
 */
export function resolveDisplayAddress(
  { vnc_bind_address: vnc, spice_bind: spice, spice_ip_version: wanted }: DisplayParameters,
  interfaces: Readonly<Record<string, InterfaceAddresses>>,
  preferredFamily: 4 | 6 = 4,
): DisplayAddress | undefined {
  if (namesInterface(vnc)) return addressOf('vnc_bind_address', vnc, interfaces, [4, 6]);
  if (!namesInterface(spice)) return undefined;
  const either = preferredFamily === 4 ? ([4, 6] as const) : ([6, 4] as const);
  return addressOf('spice_bind', spice, interfaces, wanted === 0 ? either : [wanted]);
}

/** Whether a bind address is neither an IP address nor a directory of sockets. */
export function namesInterface(bind: string): boolean {
  return bind !== '' && !bind.startsWith('/') && !isIpv4Address(bind) && !isIpv6Address(bind);
}

function addressOf(
  parameter: 'vnc_bind_address' | 'spice_bind',
  name: string,
  interfaces: Readonly<Record<string, InterfaceAddresses>>,
  families: readonly (4 | 6)[],
): DisplayAddress {
  const found = Object.hasOwn(interfaces, name) ? interfaces[name] : undefined;
  for (const family of families) {
    const [address] = (family === 4 ? found?.ipv4 : found?.ipv6) ?? [];
    if (address !== undefined) return { address, family };
  }
  const kinds = families.map((family) => `IPv${family}`).join(' or ');
  throw new SpecificationError([
    {
      path: `hvparams.${parameter}`,
      found: JSON.stringify(name),
      allowed: `an IP address, or an interface of this host that has an ${kinds} address`,
    },
  ]);
}
