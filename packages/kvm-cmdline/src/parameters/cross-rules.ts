import type { HvParameterName } from '../hv-parameters.ts';
import { isIpv4Address, isIpv6Address } from './ip-address.ts';
import type { ParameterRule } from './parameter-rule.ts';
import { isSet, type ParameterValues } from './parameter-values.ts';

/** A rule between parameters, each of which is sound by itself. */
export interface CrossRule {
  readonly rule: ParameterRule;
  readonly parameters: readonly HvParameterName[];
  readonly broken: (values: ParameterValues) => readonly BrokenAt[];
}

interface BrokenAt {
  /** The parameter that has to change. */
  readonly at: HvParameterName;
  readonly allowed: string;
}

const fine: readonly BrokenAt[] = [];

/** In the order in which Ganeti looks at them. */
export const crossRules: readonly CrossRule[] = [
  {
    rule: 'cdrom-boot-needs-image',
    parameters: ['boot_order', 'cdrom_image_path'],
    broken: ({ boot_order, cdrom_image_path }) =>
      boot_order === 'cdrom' && !isSet(cdrom_image_path)
        ? [{ at: 'cdrom_image_path', allowed: 'an image, for boot_order is "cdrom"' }]
        : fine,
  },
  {
    rule: 'kernel-needs-root',
    parameters: ['kernel_path', 'root_path'],
    broken: ({ kernel_path, root_path }) =>
      isSet(kernel_path) && !isSet(root_path)
        ? [{ at: 'root_path', allowed: 'the root device of the guest, for kernel_path is set' }]
        : fine,
  },
  {
    rule: 'user-needs-domain',
    parameters: ['security_model', 'security_domain'],
    broken: ({ security_model, security_domain }) =>
      security_model === 'user' && !isSet(security_domain)
        ? [{ at: 'security_domain', allowed: 'the user that QEMU runs as, for security_model is "user"' }]
        : fine,
  },
  {
    rule: 'domain-needs-user',
    parameters: ['security_model', 'security_domain'],
    broken: ({ security_model, security_domain }) =>
      (security_model === 'none' || security_model === 'pool') && isSet(security_domain)
        ? [{ at: 'security_domain', allowed: '"", for security_model is not "user"' }]
        : fine,
  },
  {
    rule: 'serial-speed',
    parameters: ['serial_console', 'serial_speed'],
    broken: ({ serial_console, serial_speed }) =>
      isSet(serial_console) && !serialSpeeds.some((speed) => speed === serial_speed)
        ? [{ at: 'serial_speed', allowed: `one of ${serialSpeeds.join(', ')}, for serial_console is true` }]
        : fine,
  },
  {
    rule: 'verify-needs-certificates',
    parameters: ['vnc_x509_verify', 'vnc_x509_path'],
    broken: ({ vnc_x509_verify, vnc_x509_path }) =>
      isSet(vnc_x509_verify) && !isSet(vnc_x509_path)
        ? [{ at: 'vnc_x509_path', allowed: 'a directory of certificates, for vnc_x509_verify is true' }]
        : fine,
  },
  {
    rule: 'spice-ip-family',
    parameters: ['spice_bind', 'spice_ip_version'],
    broken: ({ spice_bind, spice_ip_version }) => {
      const family = addressFamily(spice_bind);
      if (family === undefined || !isSet(spice_ip_version) || spice_ip_version === family) return fine;
      return [
        { at: 'spice_ip_version', allowed: `0 or ${family}, for spice_bind is an IPv${family} address` },
      ];
    },
  },
  {
    rule: 'spice-needs-bind',
    parameters: ['spice_bind'],
    broken: (values) =>
      isSet(values.spice_bind)
        ? fine
        : spiceDependents
            .filter((name) => isSet(values[name]))
            .map((at) => ({ at, allowed: 'nothing, as long as spice_bind is not set' })),
  },
  {
    rule: 'native-aio-needs-no-cache',
    parameters: ['disk_aio', 'disk_cache'],
    broken: ({ disk_aio, disk_cache }) =>
      disk_aio === 'native' && disk_cache !== 'none'
        ? [{ at: 'disk_aio', allowed: 'another than "native", for disk_cache is not "none"' }]
        : fine,
  },
];

// What termios has names for and Ganeti takes.
const serialSpeeds = [
  75, 110, 300, 600, 1200, 1800, 2400, 4800, 9600, 14_400, 19_200, 28_800, 38_400, 57_600, 115_200, 230_400,
  345_600, 460_800,
] as const;

// spice_use_vdagent, spice_playback_compression and spice_tls_ciphers have defaults that say something.
const spiceDependents = [
  'spice_image_compression',
  'spice_ip_version',
  'spice_jpeg_wan_compression',
  'spice_password_file',
  'spice_streaming_video',
  'spice_use_tls',
  'spice_zlib_glz_wan_compression',
] as const satisfies readonly HvParameterName[];

function addressFamily(address: unknown): 4 | 6 | undefined {
  if (typeof address !== 'string') return undefined;
  if (isIpv4Address(address)) return 4;
  return isIpv6Address(address) ? 6 : undefined;
}
