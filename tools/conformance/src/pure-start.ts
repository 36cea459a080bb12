import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  buildCommandLine,
  buildRuntime,
  CapabilityError,
  KvmCmdlineError,
  placeDevices,
  PlacementError,
  resolveDisplayAddress,
  resolveMachineType,
  respellRuntime,
  SpecificationError,
  tapFeatures,
  validateParameters,
  type Execution,
  type HostFacts,
  type InstanceRuntime,
  type InstanceSpec,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';
import { parseUidPool, UidPoolError, UidRangeError } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

// @boundaries-ignore the way to say under which users processes run, which no caller of the package needs
import { openUidPoolOn } from '../../../packages/kvm-runtime-store/src/uid-pool.ts';

import { tapDescriptor, vhostDescriptor } from './argv-meaning.ts';
import { factsOf } from './case-host.ts';
import { instanceOf } from './command-line-case.ts';
import { givenParameters } from './given-parameters.ts';
import { rulesByPattern, type World } from './group.ts';
import { ruleOfOurs, ruleOfParameter } from './parameter-rules.ts';

/** A start as far as a command line goes: parameters beside the host, specification, places, runtime. */
export async function pureStart(
  given: object,
  world: World,
): Promise<{ readonly runtime: InstanceRuntime; readonly execution: Execution }> {
  const hvparams = givenParameters(given);
  const facts = await factsOf(given, hvparams['kvm_path'], world);
  validateParameters(hvparams, facts);
  const instance = instanceOf(given);
  const capabilities = capabilitiesIn(facts);
  const runtime = runtimeOf(instance, capabilities);
  return { runtime, execution: await executionOf(given, instance, facts) };
}

export function runtimeOf(instance: InstanceSpec, capabilities: QemuCapabilities): InstanceRuntime {
  const machineType = resolveMachineType(instance.hvparams.machine_version, capabilities);
  return buildRuntime(instance, placeDevices(instance, machineType), capabilities);
}

/** The command line on this host, which may have another QEMU than the one that the runtime was made for. */
export function commandLineOn(
  runtime: InstanceRuntime,
  execution: Execution,
  capabilities: QemuCapabilities,
): readonly string[] {
  return buildCommandLine(respellRuntime(runtime, capabilities), execution);
}

export function capabilitiesIn({ capabilities }: HostFacts): QemuCapabilities {
  if (capabilities === undefined) {
    throw new CapabilityError('hvparams.kvm_path qemu-answers', 'it says nothing of itself');
  }
  return capabilities;
}

const executionCase = v.object({
  env: v.optional(
    v.object({
      primary_ip_family: v.optional(v.picklist([2, 10]), 2),
      uid_pool: v.optional(v.string(), ''),
      uids_used: v.optional(v.array(v.number()), []),
      users: v.optional(v.record(v.string(), v.number()), {}),
    }),
    {},
  ),
});

/** What the host of a case knows; `hvparams` are those that the instance has there now. */
export async function executionOf(
  given: object,
  instance: InstanceSpec,
  facts: HostFacts,
): Promise<Execution> {
  const { env } = v.parse(executionCase, given);
  const { name, hvparams } = instance;
  const capabilities = capabilitiesIn(facts);
  const file = (folder: string, suffix = ''): string => `@RUN@/kvm-hypervisor/${folder}/${name}${suffix}`;
  const control = (suffix: string): string => file('ctrl', suffix);
  const display = resolveDisplayAddress(hvparams, facts.interfaces, env.primary_ip_family === 2 ? 4 : 6);
  const user = await userOf(hvparams, env);
  return {
    ...(hvparams.kvm_flag === '' ? {} : { accelerator: hvparams.kvm_flag === 'enabled' ? 'kvm' : 'tcg' }),
    paths: {
      pidFile: file('pid'),
      monitor: control('.monitor'),
      serial: control('.serial'),
      qmp: control('.qmp'),
      job: control('.job'),
      kvmd: control('.kvmd'),
      guestAgent: control('.qga'),
    },
    sandbox: 'sandbox' in capabilities.commandLineOptions,
    capabilities,
    taps: tapsOf(instance, capabilities),
    ...(user === undefined ? {} : { user }),
    ...(hvparams.use_chroot ? { chroot: file('chroot') } : {}),
    ...(display === undefined ? {} : { display }),
    // Ganeti's SPICE_CACERT_FILE and SPICE_CERT_FILE, which holds certificate and key.
    spiceCertificates: {
      caFile: '/var/lib/ganeti/spice-ca.pem',
      keyFile: '/var/lib/ganeti/spice.pem',
      certFile: '/var/lib/ganeti/spice.pem',
    },
  };
}

export function tapsOf(
  { nics, hvparams }: InstanceSpec,
  capabilities: QemuCapabilities,
): NonNullable<Execution['taps']> {
  if (nics.length === 0) return [];
  const { queues, vhost } = tapFeatures(hvparams, capabilities);
  const all = Array.from({ length: queues }, (_, queue) => queue);
  return nics.map((_, nic) => ({
    tapFds: all.map((queue) => tapDescriptor(nic, queue)),
    vhostFds: vhost ? all.map((queue) => vhostDescriptor(nic, queue)) : [],
  }));
}

type Users = Pick<v.InferOutput<typeof executionCase>['env'], 'uid_pool' | 'uids_used' | 'users'>;

/**
 * Whom QEMU becomes; of a pool, the user with the lowest number that nobody uses.
 * @throws {UidRangeError} `UID_POOL_INVALID` for what is no pool
 * @throws {UidPoolError} `UID_POOL_EXHAUSTED`
 */
async function userOf(
  { security_model: model, security_domain: domain }: InstanceSpec['hvparams'],
  { uid_pool: text, uids_used: used, users }: Users,
): Promise<string | undefined> {
  if (model === 'none') return undefined;
  if (model === 'user') return domain;
  await using folder = await mkdtempDisposable(join(tmpdir(), 'conformance-'));
  // Ganeti's ssconf file has a line for each range.
  const pool = parseUidPool(text, { separator: '\n' });
  const findPids = (uid: number): Promise<number[]> => Promise.resolve(used.includes(uid) ? [1] : []);
  await using taken = await openUidPoolOn({ root: folder.path, pool }, findPids).request({
    doing: 'conformance',
  });
  const [name] = Object.entries(users).find(([, uid]) => uid === taken.uid) ?? [];
  if (name === undefined) {
    // Without an entry in passwd nobody knows the group that QEMU shall change to.
    throw new CapabilityError('hvparams.security_model', `the host has no user ${taken.uid}`);
  }
  return name;
}

/** Our refusal of an instance as a rule; `undefined` for a defect. */
export function ruleOfCommandLine(error: Error): string | undefined {
  if (error instanceof UidRangeError || error instanceof UidPoolError) return error.code;
  if (!(error instanceof KvmCmdlineError)) return undefined;
  if (error instanceof CapabilityError) return error.setting;
  if (error instanceof PlacementError) return error.code;
  const [first] = error instanceof SpecificationError ? error.problems : [];
  if (first?.rule !== undefined) return withoutNumber(ruleOfOurs(error) ?? '');
  return first === undefined ? undefined : withoutNumber(first.path);
}

// Which disk, and which of two CD-ROMs, is not in Ganeti's words.
function withoutNumber(rule: string): string {
  return rule
    .replace(/^disks\.\d+$/, 'disks.uri')
    .replace(/^(disks|nics)\.\d+/, '$1')
    .replace(/cdrom2?_image_path url/, 'cdrom_image_path url');
}

/** The rule behind an error of Ganeti's, where it is one of the command line's. */
export function ruleOfStart(message: string): string | undefined {
  return ruleOfDevice(message) ?? ruleOfParameter(message);
}

const ruleOfDevice = rulesByPattern([
  [/^QEMU does not support disk driver/, 'hvparams.disk_type'],
  [/^Unsupported cdrom disk type/, 'hvparams.cdrom_disk_type'],
  [/^Cdrom ISO image .* is not accessible/, 'hvparams.cdrom_image_path url-reachable'],
  [/^(?:All slots occupied|No free slots available)/, 'BUS_FULL'],
  [/^Instance has read-only disks/, 'disks.mode'],
  [/^Unsupported storage URI scheme/, 'disks.uri'],
  [/^vhost_net is configured but it is not available/, 'hvparams.vhost_net'],
  [/^virtio_net_queues is configured but it is not available/, 'hvparams.virtio_net_queues'],
  [/^SPICE: Unable to get an IP/, 'hvparams.spice_bind'],
  [/^Invalid user-id (?:range definition|value)/, 'UID_POOL_INVALID'],
  [/^Failed to find an unused user-id/, 'UID_POOL_EXHAUSTED'],
]);
