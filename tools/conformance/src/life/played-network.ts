import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';

import { SystemCallError, type Tap, type TapOptions } from '@kvmkit/host-fds';

// @boundaries-ignore what the host of a case answers with
import { NicScriptError } from '../../../../packages/hypervisor/src/errors.ts';
// @boundaries-ignore the way to play the host, which no caller of the package needs
import type { NetworkPort } from '../../../../packages/hypervisor/src/network/ports.ts';
import type { EffectLog } from './effects.ts';
import type { LifeEnvironment } from './life-case.ts';

/** The network of a case's host. */
export interface PlayedNetwork {
  readonly port: NetworkPort;
  /** What the cases call a descriptor of a tap or of vhost: `@TAP0.1@`. */
  descriptorName(fd: number): string | undefined;
  /** The descriptors that kvmkit itself still has, as the cases call them. */
  openDescriptors(): readonly string[];
  /** The taps that are connected. */
  connectedTaps(): readonly string[];
}

type Environment = Pick<LifeEnvironment, 'ip_link' | 'nic_script' | 'tap_fail'>;

export function playNetwork(env: Environment, effects: EffectLog): PlayedNetwork {
  const names = new Map<number, string>();
  const connected = new Set<string>();
  let taps = 0;
  const openTap = async ({
    name = '',
    queues = 1,
    vnetHdr = true,
    vhost = false,
  }: TapOptions): Promise<Tap> => {
    effects.add(['open_tap', name, { vhost, vnet_hdr: vnetHdr, mq: [queues > 1, queues] }]);
    if (env.tap_fail) throw refusal('opening a tap');
    const number = taps++;
    const open = (kind: string, count: number): number[] =>
      Array.from({ length: count }, (_, queue) => {
        const fd = openSync('/dev/null', 'r+');
        names.set(fd, `@${kind}${number}.${queue}@`);
        return fd;
      });
    const tapFds = open('TAP', queues);
    const vhostFds = open('VHOST', vhost ? queues : 0);
    const close = (): void => {
      for (const fd of [...tapFds.splice(0), ...vhostFds.splice(0)]) {
        names.delete(fd);
        closeSync(fd);
      }
    };
    return { name: name || `tap${number}`, vnetHdr, tapFds, vhostFds, close, [Symbol.dispose]: close };
  };
  const { nic_script: script } = env;
  const port: NetworkPort = {
    openTap,
    runScript: async (call) => {
      effects.add(['nic_script', [call.tap], call.environment]);
      if (call.action === 'down') return void connected.delete(call.tap);
      connected.add(call.tap);
      if (!script.fail) return undefined;
      const how = `ended with status ${script.exit ?? 1}`;
      throw new NicScriptError({ ...call, script: 'of the case', how, output: script.output });
    },
    interfaceNames: async () => namesIn(env.ip_link),
  };
  return {
    port,
    descriptorName: (fd) => names.get(fd),
    openDescriptors: () => [...names.values()],
    connectedTaps: () => [...connected],
  };
}

/** The kernel's, where a case says no more than that there is one. */
function refusal(doing: string): SystemCallError {
  return new SystemCallError(doing, { syscall: 'ioctl', errno: constants.errno.EPERM });
}

/** `2: eth0@if3: <…`, and a second line to each. */
function namesIn(text: string | null): string[] {
  if (text === null) throw refusal('listing interfaces');
  return [...text.matchAll(/^\d+: ([^:@]+)/gm)].map(([, name = '']) => name);
}
