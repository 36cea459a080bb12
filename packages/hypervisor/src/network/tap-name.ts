import { readFile } from 'node:fs/promises';

import type { NicSpec } from '@kvmkit/kvm-cmdline';

// Ganeti's names: of the NICs by which instances talk to their node, and of their taps.
const communicationNic = 'ganeti:communication:';
const communicationTap = /^gnt\.com\.(\d+)$/;

/**
 * The name that a NIC's tap must have: `gnt.com.N`, one above the highest there is, for one of instance communication,
 * which Ganeti's daemons know by it. Empty for every other: the kernel names it.
 * @param interfaceNames all interfaces of the host.
 */
export function communicationTapName(nic: Pick<NicSpec, 'name'>, interfaceNames: readonly string[]): string {
  if (!isCommunicationNic(nic)) return '';
  const used = interfaceNames.map((name) => Number(communicationTap.exec(name)?.[1] ?? -1));
  return `gnt.com.${Math.max(-1, ...used) + 1}`;
}

/** Whether a NIC is one by which an instance talks to its node. */
export function isCommunicationNic({ name }: Pick<NicSpec, 'name'>): boolean {
  return name?.startsWith(communicationNic) ?? false;
}

/**
 * The names of all network interfaces, up or down, in the network namespace of this process: /sys/class/net tells those
 * of whoever mounted it.
 * @throws what reading /proc/net/dev throws.
 */
export async function readInterfaceNames(): Promise<string[]> {
  return parseInterfaceNames(await readFile('/proc/net/dev', 'utf8'));
}

/** dev_seq_show of net/core/net-procfs.c: two lines of headings, then `  eth0: 1 2 3`; no name has a colon. */
export function parseInterfaceNames(text: string): string[] {
  return text
    .split('\n')
    .slice(2)
    .filter((line) => line.includes(':'))
    .map((line) => line.slice(0, line.indexOf(':')).trim());
}
