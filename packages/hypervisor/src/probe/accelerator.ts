import { access, constants, readFile } from 'node:fs/promises';

import { identify, readCache, writeCache, type FileIdentity } from './disk-cache.ts';
import { guestRunsUnder } from './probe-guest.ts';

export type Accelerator = 'kvm' | 'tcg';

/**
 * The accelerator for a guest: what `kvm_flag` says, else KVM where a probe guest has been seen to run under it,
 * else TCG. The probe runs once per boot of the host and QEMU binary; where KVM hangs it takes 2 s.
 */
export async function chooseAccelerator(
  kvmFlag: '' | 'enabled' | 'disabled',
  kvmPath: string,
  cacheDirectory: string,
): Promise<Accelerator> {
  if (kvmFlag === 'disabled') return 'tcg';
  if (kvmFlag === 'enabled') return 'kvm';
  return (await kvmRunsGuests(kvmPath, cacheDirectory)) ? 'kvm' : 'tcg';
}

/** Whether guests really run under KVM here, remembered until the host boots anew or the binary changes. */
export async function kvmRunsGuests(kvmPath: string, cacheDirectory: string): Promise<boolean> {
  const usable = await access('/dev/kvm', constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!usable) return false;
  const bootId = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const key = `kvm 1 ${bootId} ${kvmPath}`;
  const known = await readCache(cacheDirectory, key);
  if (typeof known === 'boolean') return known;

  const runs = await guestRunsUnder('kvm', kvmPath);
  const dependsOn = [await identify(kvmPath)].filter((file): file is FileIdentity => file !== undefined);
  await writeCache(cacheDirectory, key, { dependsOn, value: runs }).catch(() => undefined);
  return runs;
}
