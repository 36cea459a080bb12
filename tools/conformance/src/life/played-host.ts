import { stat } from 'node:fs/promises';

import { UidPoolError } from '@kvmkit/kvm-runtime-store';

// @boundaries-ignore what the host of a case answers with
import { QemuError, WatcherError } from '../../../../packages/hypervisor/src/errors.ts';
// @boundaries-ignore the way to play the host, which no caller of the package needs
import type { Host } from '../../../../packages/hypervisor/src/host/host.ts';
import { capabilitiesAt, networkFactsOf } from '../case-host.ts';
import type { World } from '../group.ts';
import type { EffectLog } from './effects.ts';
import type { LifeEnvironment } from './life-case.ts';
import type { PlayedNetwork } from './played-network.ts';
import type { PlayedQemu } from './played-qemu.ts';

export interface HostParts {
  readonly given: object;
  readonly env: LifeEnvironment;
  readonly world: World;
  readonly effects: EffectLog;
  readonly network: PlayedNetwork;
  readonly qemu: PlayedQemu;
}

/** The host of a case: what it has is said there, but for paths, which are looked at, and processes, which run. */
export function playHost({ given, env, world, effects, network, qemu }: HostParts): Host {
  const { users, pgrep_exit: exit, uids_used: used } = env;
  return {
    capabilities: async (kvmPath) => {
      const capabilities = await capabilitiesAt(given, kvmPath, world);
      if (capabilities !== undefined) return capabilities;
      throw new QemuError('QEMU_UNUSABLE', kvmPath, `hvparams.kvm_path: ${kvmPath} says nothing of itself`);
    },
    accelerator: async ({ kvm_flag: flag }) => (flag === '' ? undefined : flag === 'enabled' ? 'kvm' : 'tcg'),
    facts: async ({ paths, users: asked, urls }) => {
      const { interfaces, unreachableUrls } = networkFactsOf(given);
      const kinds = await Promise.all(paths.map(async (path) => [path, await kindOf(path)] as const));
      return {
        interfaces,
        unreachableUrls: unreachableUrls.filter((url) => urls.includes(url)),
        users: asked.filter((name) => name in users),
        paths: Object.fromEntries(
          kinds.flatMap(([path, kind]) => (kind === undefined ? [] : [[path, kind]])),
        ),
      };
    },
    user: async (nameOrUid) => {
      const found = Object.entries(users).find(
        ([name, uid]) => name === nameOrUid || String(uid) === nameOrUid,
      );
      return found === undefined ? undefined : { name: found[0], uid: found[1], gid: found[1] };
    },
    pidsRunningAs: async (uid) => {
      if (exit !== undefined && exit > 1) throw new UidPoolError('PROCESSES_HIDDEN', 'as the case says');
      return exit === 0 || (exit === undefined && used.includes(uid)) ? [1] : [];
    },
    availableMemoryMiB: async () => env.memory_free,
    onlineCpus: async () => Array.from({ length: env.cpu_count }, (_, cpu) => cpu),
    memory: async () => ({ memoryTotalMiB: env.memory_total, memoryFreeMiB: env.memory_free }),
    cpuCounts: async () => ({ cpuTotal: env.cpu_count, cpuNodes: 1, cpuSockets: 1 }),
    examine: async () => [],
    pin: async ({ pid, threads, otherCpus, untouched }) => {
      for (const { tid, cpus } of threads) effects.add(['affinity', tid, cpus]);
      const named = new Set([...threads.map(({ tid }) => tid), ...untouched]);
      if (otherCpus === undefined) return;
      if (pid !== qemu.pid) throw new Error(`process ${pid} is pinned, and it is no QEMU`);
      for (const tid of qemu.threads) if (!named.has(tid)) effects.add(['affinity', tid, otherCpus]);
    },
    ensureWatcher: async ({ root }) => {
      if (env.kvmd_alive) return;
      effects.add(['daemon_util', ['start', 'ganeti-kvmd']]);
      if (env.daemon_util_exit !== 0) throw new WatcherError(root, { cause: 'the case says so' });
    },
    controlGroup: async () => ({ kind: 'none', why: 'the host of a case has none' }),
    launch: (call) => qemu.launch(call),
    network: network.port,
  };
}

async function kindOf(path: string): Promise<'file' | 'directory' | 'other' | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return undefined;
  if (info.isFile()) return 'file';
  return info.isDirectory() ? 'directory' : 'other';
}
