import type { InstanceSpec, NicSpec } from '@kvmkit/kvm-cmdline';

/** Whether a NIC is to be connected to the host's network or taken down. */
export type NicAction = 'up' | 'down';

/** Before the guest's move to this host, or after it. */
export type MigrationPhase = 'pre' | 'post';

/** One NIC of an instance, as a script is told of it. */
export interface NicSituation {
  readonly instance: Pick<InstanceSpec, 'name' | 'tags'>;
  readonly nic: NicSpec;
  /** The NIC's number, from 0. */
  readonly index: number;
  readonly tap: string;
  readonly action: NicAction;
  readonly migrationPhase?: MigrationPhase | undefined;
}

/** Ganeti's NICC_DEFAULTS. */
export const defaultNicMode = 'bridged';

/** What a script is told of a NIC: the names and meanings are Ganeti's, ACTION and MIGRATION_PHASE those of its HEAD. */
export function nicEnvironment(situation: NicSituation): Readonly<Record<string, string>> {
  const { instance, nic, index, tap, action, migrationPhase } = situation;
  const { mode = defaultNicMode, link, vlan } = nic.nicparams;
  return {
    INSTANCE: instance.name,
    INTERFACE: tap,
    INTERFACE_INDEX: String(index),
    INTERFACE_UUID: nic.uuid,
    ...filled('INTERFACE_NAME', nic.name),
    MAC: nic.mac,
    ...filled('IP', nic.ip),
    MODE: mode,
    ...filled('LINK', link),
    ...(mode === 'bridged' ? filled('BRIDGE', link) : {}),
    ...(vlan === undefined ? {} : { VLAN: vlan }),
    TAGS: joined(instance.tags),
    ...networkOf(nic),
    ACTION: action,
    // The other modes are connected once, before the move, and Ganeti tells their scripts nothing of it.
    ...(mode === 'routed' || mode === 'ext' ? filled('MIGRATION_PHASE', migrationPhase) : {}),
  };
}

/** Ganeti's HooksDict of a network. */
function networkOf({ network, netinfo }: NicSpec): Readonly<Record<string, string>> {
  if (!network || !netinfo) return {};
  return {
    NETWORK_NAME: netinfo.name ?? '',
    NETWORK_UUID: netinfo.uuid ?? network,
    NETWORK_TAGS: joined(netinfo.tags ?? []),
    ...filled('NETWORK_SUBNET', netinfo.network),
    ...filled('NETWORK_GATEWAY', netinfo.gateway),
    ...filled('NETWORK_SUBNET6', netinfo.network6),
    ...filled('NETWORK_GATEWAY6', netinfo.gateway6),
    ...filled('NETWORK_MAC_PREFIX', netinfo.mac_prefix),
  };
}

function filled(name: string, value: string | null | undefined): Readonly<Record<string, string>> {
  return value ? { [name]: value } : {};
}

// Ganeti's tags have no order, and no blanks.
function joined(tags: readonly string[]): string {
  return tags.toSorted().join(' ');
}
