import { access, constants, mkdir } from 'node:fs/promises';

import { formatQemuVersion, type QemuCapabilities } from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import type { GivenParameters } from '../parameters/check-parameters.ts';
import { kvmPathOf, type KvmPathOption } from './kvm-path.ts';

/** One thing that was looked at. */
export interface Verification {
  readonly subject: string;
  /** `notice`: guests run, but not as well as they could. */
  readonly verdict: 'ok' | 'notice' | 'problem';
  readonly found: string;
}

/** Null where guests can run here, else every problem that was found, in one string (Ganeti's Verify). */
export async function verify(
  context: HypervisorContext,
  hvparams: GivenParameters & KvmPathOption,
): Promise<string | null> {
  const problems = (await examineHost(context, hvparams)).filter(({ verdict }) => verdict === 'problem');
  return problems.length === 0
    ? null
    : problems.map(({ subject, found }) => `${subject}: ${found}`).join('; ');
}

/** Looks at all that guests need on this host, running what can only be known by running it. */
export async function examineHost(
  { store, host }: HypervisorContext,
  hvparams: GivenParameters & KvmPathOption,
): Promise<Verification[]> {
  const kvmPath = kvmPathOf(hvparams);
  const capabilities = await host
    .capabilities(kvmPath)
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  const root = await examineRoot(store.root);
  if (capabilities instanceof Error) {
    return [root, { subject: 'QEMU', verdict: 'problem', found: capabilities.message }];
  }
  return [
    root,
    qemuFound(kvmPath, capabilities),
    sandboxFound(capabilities),
    ...(await host.examine(kvmPath)),
  ];
}

async function examineRoot(root: string): Promise<Verification> {
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
