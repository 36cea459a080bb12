import type { SpiceCertificates } from '@kvmkit/kvm-cmdline';

/** How this host runs guests, alike for all of them. */
export interface HostSettings {
  /**
   * Whether QEMU confines itself with seccomp where it can; for hunting faults in QEMU itself it may be in the way.
   * @default true
   */
  readonly sandbox?: boolean;
  /**
   * The users that `security_model` `pool` takes from, as Ganeti writes them: `1000-1010,2000`.
   * @default the environment's `KVMKIT_UID_POOL`, else none
   */
  readonly uidPool?: string;
  /**
   * What SPICE proves itself with where `spice_use_tls` is set.
   * @default `ca-cert.pem`, `server-cert.pem` and `server-key.pem` of the folder `/etc/kvmkit/spice`
   */
  readonly spiceCertificates?: SpiceCertificates;
  /**
   * An executable that connects NICs and takes them down, in place of kvmkit's own script, which it finds in its
   * environment as `NIC_SCRIPT`; Ganeti's `kvm-ifup` will do.
   * @default the environment's `KVMKIT_NIC_SCRIPT`, else kvmkit's own
   */
  readonly nicScript?: string | undefined;
  /**
   * An executable that kvmkit's own script runs in its place where there is one.
   * @default the environment's `KVMKIT_NIC_HOOK`, else `/etc/kvmkit/nic-hook`
   */
  readonly nicHook?: string;
  /** Which address is taken of an interface that has both kinds, and the parameters do not say. @default 4 */
  readonly primaryIpFamily?: 4 | 6;
}

/** Fills in the defaults. */
export function completeSettings(
  settings: HostSettings,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Required<HostSettings> {
  return {
    sandbox: settings.sandbox ?? true,
    uidPool: settings.uidPool ?? environment['KVMKIT_UID_POOL'] ?? '',
    spiceCertificates: settings.spiceCertificates ?? {
      caFile: '/etc/kvmkit/spice/ca-cert.pem',
      certFile: '/etc/kvmkit/spice/server-cert.pem',
      keyFile: '/etc/kvmkit/spice/server-key.pem',
    },
    nicScript: settings.nicScript ?? environment['KVMKIT_NIC_SCRIPT'],
    nicHook: settings.nicHook ?? environment['KVMKIT_NIC_HOOK'] ?? '/etc/kvmkit/nic-hook',
    primaryIpFamily: settings.primaryIpFamily ?? 4,
  };
}
