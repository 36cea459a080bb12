import { argument, type Argument } from '../argument.ts';
import { namesInterface, type DisplayAddress } from '../display-address.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { renderOptions, type OptionValue } from '../option-string.ts';
import { networkPort } from './network-port.ts';
import { addressOf } from './vnc.ts';

/** The certificates of the host's SPICE servers. */
export interface SpiceCertificates {
  readonly caFile: string;
  readonly keyFile: string;
  readonly certFile: string;
}

/** What SPICE needs of the host. */
export interface SpiceHost {
  readonly display: DisplayAddress | undefined;
  readonly certificates: SpiceCertificates | undefined;
}

const origin = 'hvparams.spice_bind';

/** The channel to the agent that runs in the guest: clipboard, resolution, pointer. */
export function spiceAgentArguments({ hvparams }: InstanceSpec): Argument[] {
  if (hvparams.spice_bind === '' || !hvparams.spice_use_vdagent) return [];
  const setting = 'hvparams.spice_use_vdagent';
  return [
    argument('-device', 'virtio-serial-pci,id=spice', setting),
    argument('-device', 'virtserialport,chardev=spicechannel0,name=com.redhat.spice.0', setting),
    argument('-chardev', 'spicevmc,id=spicechannel0,name=vdagent', setting),
  ];
}

/** @throws {SpecificationError} `SPECIFICATION_INVALID` when the instance has no port. */
export function spiceArguments(instance: InstanceSpec, host: SpiceHost): Argument[] {
  const { hvparams } = instance;
  if (hvparams.spice_bind === '') return [];
  const options = {
    addr: addressOf(hvparams.spice_bind, host.display),
    ...portOptions(instance, host.certificates),
    // With a password, which is set over QMP, clients need a ticket.
    'disable-ticketing': hvparams.spice_password_file === '' ? true : undefined,
    ...familyOption(hvparams.spice_bind, host.display),
    'image-compression': hvparams.spice_image_compression || undefined,
    'jpeg-wan-compression': hvparams.spice_jpeg_wan_compression || undefined,
    'zlib-glz-wan-compression': hvparams.spice_zlib_glz_wan_compression || undefined,
    'streaming-video': hvparams.spice_streaming_video || undefined,
    'playback-compression': hvparams.spice_playback_compression ? undefined : false,
    'agent-mouse': hvparams.spice_use_vdagent ? undefined : false,
  };
  return [argument('-spice', renderOptions(undefined, options), origin)];
}

function portOptions(
  instance: InstanceSpec,
  certificates: SpiceCertificates | undefined,
): Readonly<Record<string, OptionValue>> {
  const port = networkPort(instance, origin);
  const { spice_use_tls: tls, spice_tls_ciphers: ciphers } = instance.hvparams;
  if (!tls) return { port };
  if (certificates === undefined) {
    throw new TypeError('spice_use_tls is set, and execution.spiceCertificates are missing');
  }
  return {
    'tls-port': port,
    'x509-cacert-file': certificates.caFile,
    'x509-key-file': certificates.keyFile,
    'x509-cert-file': certificates.certFile,
    'tls-ciphers': ciphers || undefined,
  };
}

/** An interface may have addresses of both families, and its name was looked up for one of them. */
function familyOption(
  bind: string,
  display: DisplayAddress | undefined,
): Readonly<Record<string, OptionValue>> {
  return display !== undefined && namesInterface(bind) ? { [`ipv${display.family}`]: true } : {};
}
