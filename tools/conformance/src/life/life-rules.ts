import { CpuMaskError, PlanError } from '@kvmkit/cpu-affinity';
import { HostFdsError } from '@kvmkit/host-fds';
import { QmpCommandError } from '@kvmkit/qmp-client';

// @boundaries-ignore of the same module as the facade
import { HotplugError, HypervisorError } from '../../../../packages/hypervisor/src/errors.ts';
import { rulesByPattern } from '../group.ts';
import { ruleOfCommandLine, ruleOfStart } from '../pure-start.ts';

/** How a life was refused or failed, as a rule; `undefined` for a defect. */
export function ruleOfLife(error: Error): string | undefined {
  const { cause } = error;
  if (cause instanceof QmpCommandError) return `QMP ${cause.command}`;
  if (error instanceof HotplugError && cause instanceof Error) return ruleOfLife(cause) ?? error.code;
  if (error instanceof HypervisorError) {
    return error.code === 'QEMU_UNUSABLE' ? 'hvparams.kvm_path qemu-answers' : error.code;
  }
  if (error instanceof HostFdsError) return 'tap';
  if (error instanceof CpuMaskError) return 'not a mask';
  if (error instanceof PlanError) return 'mask and vCPUs do not fit';
  const rule = ruleOfCommandLine(error);
  // A host without a pool has none left either.
  if (rule === 'hvparams.security_model') return 'UID_POOL_EXHAUSTED';
  return rule?.replace(/^hvparams\.(?:vnc|spice)_password_file$/, 'password file');
}

/** The rule behind an error of Ganeti's. */
export function ruleOfRecordedLife(message: string): string | undefined {
  const [, command] = /error executing the (\S+) command/.exec(message) ?? [];
  if (command !== undefined) return `QMP ${command}`;
  return ruleOfStart(message) ?? ruleOfHost(message);
}

const ruleOfHost = rulesByPattern([
  [/is larger than higher boundary value|UIDPOOL_UID_M(?:IN|AX)/, 'UID_POOL_INVALID'],
  [/^Running pgrep failed/, 'PROCESSES_HIDDEN'],
  [/^Hotplug is not supported|^Hotplug not supported|qmp command is not supported/, 'HOTPLUG_UNSUPPORTED'],
  [/^Cannot find runtime info/, 'DEVICE_UNKNOWN'],
  [/^DEVICE_UNPLUG_GUEST_ERROR/, 'UNPLUG_REFUSED'],
  [/should have been removed but is still there/, 'UNPLUG_PENDING'],
  [/should have been added but is missing/, 'HOTPLUG_FAILED'],
  [/already running$|^Cannot cleanup a live instance/, 'INSTANCE_RUNNING'],
  [/not running/, 'INSTANCE_NOT_RUNNING'],
  [/^Failed to start instance|QMP/, 'QEMU_EXITED'],
  [/^Failed to configure interface/, 'NIC_SCRIPT_FAILED'],
  [/TUN\/TAP|TAP device|\/dev\/net\/tun|vhost-net/i, 'tap'],
  [/^Invalid CPU ID/, 'not a mask'],
  [/@FIX@\/pw|[Pp]assword|one-liner|[Oo]nly one line/, 'password file'],
  [/kvmd|daemon/, 'WATCHER_FAILED'],
]);
