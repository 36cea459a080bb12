import { argument, type Argument } from '../argument.ts';
import { namesInterface, type DisplayAddress } from '../display-address.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { renderImplied, renderOptions } from '../option-string.ts';
import { isIpv6Address } from '../parameters/ip-address.ts';
import { networkPort } from './network-port.ts';

const origin = 'hvparams.vnc_bind_address';
const credentials = 'vnctls0';

/** @throws {SpecificationError} `SPECIFICATION_INVALID` when the instance has no port. */
export function vncArguments(instance: InstanceSpec, resolved: DisplayAddress | undefined): Argument[] {
  const { vnc_bind_address: bind, vnc_tls: tls, vnc_password_file: passwordFile } = instance.hvparams;
  if (bind === '') return [];
  const options = {
    'tls-creds': tls ? credentials : undefined,
    // It is set over QMP: no secret stands in an argv.
    password: passwordFile === '' ? undefined : true,
  };
  return [
    ...(tls ? [credentialsArgument(instance)] : []),
    argument('-vnc', renderImplied('vnc', displayOf(instance, resolved), options), origin),
  ];
}

function credentialsArgument({ hvparams }: InstanceSpec): Argument {
  const { vnc_x509_path: dir, vnc_x509_verify: verify } = hvparams;
  const common = { id: credentials, endpoint: 'server' };
  return dir === ''
    ? argument('-object', renderOptions('tls-creds-anon', common), 'hvparams.vnc_tls')
    : argument(
        '-object',
        renderOptions('tls-creds-x509', { ...common, dir, 'verify-peer': verify }),
        'hvparams.vnc_x509_path',
      );
}

// Display 0 of VNC (ui/vnc.c).
const basePort = 5900;

function displayOf(instance: InstanceSpec, resolved: DisplayAddress | undefined): string {
  const { vnc_bind_address: bind } = instance.hvparams;
  if (bind.startsWith('/')) return `unix:${bind}/${instance.name}.vnc`;
  const port = networkPort(instance, origin);
  if (port <= basePort) return 'none';
  const address = addressOf(bind, resolved);
  const host = address === '0.0.0.0' ? '' : isIpv6Address(address) ? `[${address}]` : address;
  return `${host}:${port - basePort}`;
}

/** What a bind address stands for on this host. */
export function addressOf(bind: string, resolved: DisplayAddress | undefined): string {
  if (!namesInterface(bind)) return bind;
  if (resolved === undefined)
    throw new TypeError(`${bind} is an interface, and execution.display is missing`);
  return resolved.address;
}
