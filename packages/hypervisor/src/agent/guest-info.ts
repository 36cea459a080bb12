import {
  QmpCommandError,
  type GuestAgent,
  type GuestInterface,
  type GuestOsInfo,
  type QgaCommandName,
  type QgaParameters,
  type QgaResult,
} from '@kvmkit/qmp-client';

import type { HypervisorContext } from '../context.ts';
import { withGuestAgent, type AgentOptions } from './with-guest-agent.ts';

/** What a guest says of itself: to be read with the care that its owner deserves. */
export interface GuestInfo {
  readonly agentVersion: string;
  readonly hostName: string | undefined;
  readonly os: GuestOs | undefined;
  readonly interfaces: readonly GuestNetworkInterface[] | undefined;
}

interface GuestOs {
  /** `Debian GNU/Linux 12 (bookworm)` */
  readonly name: string | undefined;
  /** `debian` */
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly kernelRelease: string | undefined;
  readonly machine: string | undefined;
}

interface GuestNetworkInterface {
  readonly name: string;
  readonly mac: string | undefined;
  /** `192.0.2.2/24` */
  readonly addresses: readonly string[];
}

/** @throws `INSTANCE_NOT_RUNNING`, `AGENT_UNREACHABLE` */
export function getGuestInfo(
  context: HypervisorContext,
  name: string,
  options: AgentOptions = {},
): Promise<GuestInfo> {
  return withGuestAgent(context, name, options, async (agent) => {
    const { version: agentVersion } = await agent.execute('guest-info');
    const host = await unlessRefused(agent, 'guest-get-host-name');
    const os = await unlessRefused(agent, 'guest-get-osinfo');
    const interfaces = await unlessRefused(agent, 'guest-network-get-interfaces');
    return {
      agentVersion,
      hostName: host?.['host-name'],
      os: os === undefined ? undefined : describeOs(os),
      interfaces: interfaces?.map((one) => describeInterface(one)),
    };
  });
}

type Question = 'guest-get-host-name' | 'guest-get-osinfo' | 'guest-network-get-interfaces';

/** Agents are of any age, and their administrators forbid what they like. */
async function unlessRefused<const Name extends Question & QgaCommandName>(
  agent: GuestAgent,
  command: Name,
): Promise<QgaResult<Name> | undefined> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- none of these questions has arguments
    return await agent.execute(command, ...([] as unknown as QgaParameters<Name>));
  } catch (error) {
    if (error instanceof QmpCommandError) return undefined;
    throw error;
  }
}

function describeOs(os: GuestOsInfo): GuestOs {
  return {
    name: os['pretty-name'] ?? os.name,
    id: os.id,
    version: os['version-id'] ?? os.version,
    kernelRelease: os['kernel-release'],
    machine: os.machine,
  };
}

function describeInterface(one: GuestInterface): GuestNetworkInterface {
  return {
    name: one.name,
    mac: one['hardware-address'],
    addresses: (one['ip-addresses'] ?? []).map(({ 'ip-address': address, prefix }) => `${address}/${prefix}`),
  };
}
