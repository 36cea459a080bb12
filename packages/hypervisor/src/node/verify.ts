import { access, constants, mkdir } from 'node:fs/promises';

import { formatQemuVersion, type QemuCapabilities } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { kvmRunsGuests } from '../probe/accelerator.ts';
import { probeCapabilities } from '../probe/capabilities.ts';
import { guestRunsUnder } from '../probe/probe-guest.ts';

/** One thing that was looked at. */
export interface Verification {
  readonly subject: string;
  /** `notice`: guests run, but not as well as they could. */
  readonly verdict: 'ok' | 'notice' | 'problem';
  readonly found: string;
}

/** Looks at all that guests need on this host, running what can only be known by running it. */
export async function verify(
  { store, cacheDirectory }: HypervisorContext,
  kvmPath: string,
): Promise<Verification[]> {
  const capabilities = await probeCapabilities(kvmPath, cacheDirectory).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  const root = await verifyRoot(store.root);
  if (capabilities instanceof Error) {
    return [root, { subject: 'QEMU', verdict: 'problem', found: capabilities.message }];
  }
  return [
    root,
    qemuFound(kvmPath, capabilities),
    sandboxFound(capabilities),
    await verifyAccelerator(kvmPath, cacheDirectory),
  ];
}

async function verifyRoot(root: string): Promise<Verification> {
  const subject = 'runtime directory';
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
    return { subject, verdict: 'ok', found: root };
  } catch (error) {
    return {
      subject,
      verdict: 'problem',
      found: `${root}: ${error instanceof Error ? error.message : 'unusable'}`,
    };
  }
}

function qemuFound(kvmPath: string, { version, machineTypes }: QemuCapabilities): Verification {
  const machine = machineTypes.find(({ isDefault }) => isDefault)?.name ?? 'no default machine';
  return { subject: 'QEMU', verdict: 'ok', found: `${kvmPath} ${formatQemuVersion(version)}, ${machine}` };
}

function sandboxFound({ commandLineOptions }: QemuCapabilities): Verification {
  const subject = 'sandbox';
  return 'sandbox' in commandLineOptions
    ? { subject, verdict: 'ok', found: 'seccomp' }
    : { subject, verdict: 'notice', found: 'this QEMU was built without seccomp: guests run unconfined' };
}

async function verifyAccelerator(kvmPath: string, cacheDirectory: string): Promise<Verification> {
  const subject = 'accelerator';
  if (await kvmRunsGuests(kvmPath, cacheDirectory))
    return { subject, verdict: 'ok', found: 'KVM: a guest was seen to run' };
  const present = await access('/dev/kvm').then(
    () => true,
    () => false,
  );
  const why = present ? '/dev/kvm is there, but no guest runs under it' : 'there is no /dev/kvm';
  return (await guestRunsUnder('tcg', kvmPath))
    ? { subject, verdict: 'notice', found: `TCG, which is slow: ${why}` }
    : { subject, verdict: 'problem', found: `neither KVM nor TCG runs a guest: ${why}` };
}
