import type { NetworkPort } from '../network/ports.ts';
import type { HostSettings } from '../settings.ts';
import type { Host } from './host.ts';

/** This host. Each part is loaded when it is first asked, so that a short command pays only for what it does. */
export function linuxHost(cacheDirectory: string, { nicHook, nicScript }: HostSettings): Host {
  const network = async (): Promise<NetworkPort> => {
    const { linuxNetwork } = await import('../network/ports.ts');
    return linuxNetwork({ hook: nicHook, script: nicScript });
  };
  return {
    capabilities: async (kvmPath) => {
      const { probeCapabilities } = await import('../probe/capabilities.ts');
      return probeCapabilities(kvmPath, cacheDirectory);
    },
    accelerator: async ({ kvm_flag: kvmFlag, kvm_path: kvmPath }) => {
      const { chooseAccelerator } = await import('../probe/accelerator.ts');
      return chooseAccelerator(kvmFlag, kvmPath, cacheDirectory);
    },
    facts: async (questions) => {
      const { collectHostFacts } = await import('../parameters/host-facts.ts');
      return collectHostFacts(questions);
    },
    user: async (nameOrUid) => {
      const { lookUpUser } = await import('./users.ts');
      return lookUpUser(nameOrUid);
    },
    pidsRunningAs: async (uid) => {
      const { pidsRunningAs } = await import('@kvmkit/kvm-runtime-store/run');
      return pidsRunningAs(uid);
    },
    availableMemoryMiB: async () => {
      const { readMemory } = await import('../node/memory.ts');
      return (await readMemory()).memoryFreeMiB;
    },
    onlineCpus: async () => {
      const { onlineCpus } = await import('@kvmkit/cpu-affinity');
      return onlineCpus();
    },
    memory: async () => {
      const { readMemory } = await import('../node/memory.ts');
      return readMemory();
    },
    cpuCounts: async () => {
      const { countCpus } = await import('../node/cpu-counts.ts');
      return countCpus();
    },
    examine: async (kvmPath) => {
      const { examineLinux } = await import('../node/examine-linux.ts');
      return examineLinux(kvmPath, cacheDirectory);
    },
    pin: async (plan) => {
      const { applyPinning } = await import('@kvmkit/cpu-affinity');
      applyPinning(plan);
    },
    controlGroup: async (name) => {
      const { controlGroupOf } = await import('../confine/control-group.ts');
      return controlGroupOf(name);
    },
    launch: async (call) => {
      const { launchQemu } = await import('../launch/qemu-process.ts');
      return launchQemu(call);
    },
    ensureWatcher: async (task) => {
      const { ensureWatcher } = await import('../watch/ensure-watcher.ts');
      return ensureWatcher(task);
    },
    network: {
      openTap: async (options) => (await network()).openTap(options),
      runScript: async (call) => (await network()).runScript(call),
      interfaceNames: async () => (await network()).interfaceNames(),
    },
  };
}
