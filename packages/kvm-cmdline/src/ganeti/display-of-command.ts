import type { DisplayAddress } from '../display-address.ts';
import { isIpv4Address, isIpv6Address } from '../parameters/ip-address.ts';

/** Where VNC or SPICE listens of a guest whose `kvm_cmd` this is; undefined where that is no address. */
export function displayOfCommand(command: readonly (string | number)[]): DisplayAddress | undefined {
  const vnc = valueAfter('-vnc', command);
  const host = vnc?.replace(/:\d+(?:,.*)?$/, '').replace(/^\[(.*)\]$/, '$1') ?? spiceHost(command);
  if (host === undefined) return undefined;
  const address = host === '' ? '0.0.0.0' : host;
  if (isIpv4Address(address)) return { address, family: 4 };
  return isIpv6Address(address) ? { address, family: 6 } : undefined;
}

function spiceHost(command: readonly (string | number)[]): string | undefined {
  return /(?:^|,)addr=([^,]*)/.exec(valueAfter('-spice', command) ?? '')?.[1];
}

function valueAfter(option: string, command: readonly (string | number)[]): string | undefined {
  const index = command.indexOf(option);
  return index === -1 ? undefined : String(command[index + 1]);
}
