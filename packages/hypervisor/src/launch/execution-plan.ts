import { access, constants } from 'node:fs/promises';

import {
  resolveDisplayAddress,
  SpecificationError,
  startMemoryMiB,
  type Execution,
  type HvParams,
  type InstanceRuntime,
  type QemuCapabilities,
  type SpecificationProblem,
} from '@kvmkit/kvm-cmdline';
import { parseUidPool } from '@kvmkit/kvm-runtime-store/run';

import type { HypervisorContext } from '../context.ts';
import { readOneLineSecret } from './one-line-secret.ts';
import type { PreparedRuntime } from './prepare.ts';

/** All that can be found out before anything of a start is done. */
export interface ExecutionPlan {
  readonly runtime: InstanceRuntime;
  /** The parameters that the instance has now, which may be others than those that its machine was built for. */
  readonly hvparams: HvParams;
  /** Those of the QEMU that will run. */
  readonly capabilities: QemuCapabilities;
  /** But for what has to be taken from the host first: taps, a user, a chroot. */
  readonly execution: Execution;
  readonly passwords: readonly DisplayPassword[];
  /** What the balloon shall leave the guest, where the host has not all of its memory. */
  readonly balloonMiB: number | undefined;
}

interface DisplayPassword {
  readonly protocol: 'vnc' | 'spice';
  readonly password: string;
}

/**
 * What this host adds to a runtime.
 * @throws `SPECIFICATION_INVALID` for an interface without address, a password file that has not one
 * line, SPICE with TLS where the host has no certificates, `pool` where it has none, a CPU mask for other vCPUs;
 * `UID_POOL_INVALID`
 */
export async function planExecution(
  context: HypervisorContext,
  { runtime, capabilities }: PreparedRuntime,
  hvparams: HvParams = runtime.instance.hvparams,
): Promise<ExecutionPlan> {
  const { host, settings } = context;
  const { beparams } = runtime.instance;
  await requireSettings(context, runtime, hvparams);
  const [accelerator, passwords, display, availableMiB] = await Promise.all([
    host.accelerator(runtime.instance.hvparams),
    readPasswords(hvparams),
    displayOf(context, runtime.instance.hvparams),
    host.availableMemoryMiB(),
  ]);
  const memoryMiB = startMemoryMiB(beparams, availableMiB);
  return {
    runtime,
    hvparams,
    capabilities,
    execution: {
      ...(accelerator === undefined ? {} : { accelerator }),
      paths: runtimePaths(context, runtime.instance.name),
      sandbox: settings.sandbox && 'sandbox' in capabilities.commandLineOptions,
      capabilities,
      keymap: hvparams.keymap,
      ...display,
      spiceCertificates: settings.spiceCertificates,
    },
    passwords,
    balloonMiB: memoryMiB < beparams.maxmem ? memoryMiB : undefined,
  };
}

/**
 * The files that a QEMU makes for itself.
 * @throws `INSTANCE_NAME_INVALID`, `SOCKET_PATH_TOO_LONG`
 */
export function runtimePaths({ store }: HypervisorContext, name: string): Execution['paths'] {
  const { pidFile, monitor, serial, qmp, job, kvmd, guestAgent, events, consoleLog } = store.paths(name);
  return { pidFile, monitor, serial, qmp, job, kvmd, guestAgent, events, consoleLog };
}

/** The address that VNC or SPICE listens on here, where the parameters name an interface. */
export async function displayOf(
  { host, settings }: HypervisorContext,
  hvparams: HvParams,
): Promise<Pick<Execution, 'display'>> {
  if (hvparams.vnc_bind_address === '' && hvparams.spice_bind === '') return {};
  const { interfaces } = await host.facts({ paths: [], users: [], urls: [] });
  const display = resolveDisplayAddress(hvparams, interfaces, settings.primaryIpFamily);
  return display === undefined ? {} : { display };
}

/** What the parameters take for granted of the instance and of this host. */
async function requireSettings(
  { settings }: HypervisorContext,
  runtime: InstanceRuntime,
  hvparams: HvParams,
): Promise<void> {
  const { security_model: model, spice_bind: spice, spice_use_tls: tls } = hvparams;
  const problems = maskProblems(runtime.instance);
  if (model === 'pool' && parseUidPool(settings.uidPool).length === 0) {
    const allowed = '"none" or "user" (this host has no uid pool: KVMKIT_UID_POOL, or the option uidPool)';
    problems.push({ path: 'hvparams.security_model', found: '"pool"', allowed });
  }
  const files = spice === '' || !tls ? [] : Object.values(settings.spiceCertificates);
  for (const file of files) {
    if (await isReadable(file)) continue;
    const allowed = `false as long as this host has no ${file}`;
    problems.push({ path: 'hvparams.spice_use_tls', found: 'true', allowed });
  }
  if (problems.length > 0) throw new SpecificationError(problems);
}

/** Threads can be pinned only when they are there: this would come too late. */
function maskProblems({ hvparams, beparams }: InstanceRuntime['instance']): SpecificationProblem[] {
  const { cpu_mask: mask } = hvparams;
  const parts = mask.split(':');
  if (parts.length === 1 || (parts.length === beparams.vcpus && !parts.includes(''))) return [];
  const allowed = `CPUs for the whole guest, or for each of its ${beparams.vcpus} vCPUs`;
  return [{ path: 'hvparams.cpu_mask', found: JSON.stringify(mask), allowed }];
}

function isReadable(file: string): Promise<boolean> {
  return access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
}

async function readPasswords(hvparams: HvParams): Promise<DisplayPassword[]> {
  const asked = [
    { protocol: 'vnc', setting: 'vnc_password_file', bind: hvparams.vnc_bind_address },
    { protocol: 'spice', setting: 'spice_password_file', bind: hvparams.spice_bind },
  ] as const;
  return Promise.all(
    asked
      .filter(({ setting, bind }) => bind !== '' && hvparams[setting] !== '')
      .map(async ({ protocol, setting }) => ({
        protocol,
        password: await readOneLineSecret(`hvparams.${setting}`, hvparams[setting]),
      })),
  );
}
