import { argument, type Argument } from './argument.ts';
import { keymapArguments } from './arguments/display.ts';
import { incomingArguments } from './arguments/incoming.ts';
import { machineArguments } from './arguments/machine.ts';
import { privilegeArguments, sandboxArguments } from './arguments/security.ts';
import {
  eventLogArguments,
  guestAgentSocketArguments,
  monitorArguments,
  pidFileArguments,
  serialArguments,
  type RuntimePaths,
} from './arguments/sockets.ts';
import { spiceArguments, type SpiceCertificates } from './arguments/spice.ts';
import { vncArguments } from './arguments/vnc.ts';
import type { QemuCapabilities } from './capabilities.ts';
import { checkArguments } from './check-arguments.ts';
import { nicArguments, type NicTap } from './devices/nic-arguments.ts';
import type { DisplayAddress } from './display-address.ts';
import type { InstanceRuntime } from './runtime.ts';

/** What only the host that executes a runtime knows. */
export interface Execution {
  /** Left out: the binary's own choice, as where Ganeti's `kvm_flag` is not set. */
  readonly accelerator?: 'kvm' | 'tcg';
  readonly paths: RuntimePaths;
  /** Whether QEMU confines itself with seccomp (`-sandbox`). */
  readonly sandbox: boolean;
  /**
   * Those of the QEMU that executes: every option is looked up in them. Without them nothing is, and there can be
   * neither NICs nor `user` nor `chroot`.
   */
  readonly capabilities?: QemuCapabilities;
  /** One for each NIC. */
  readonly taps?: readonly NicTap[];
  /** The user that QEMU changes to: a name, or `uid:gid`. */
  readonly user?: string;
  /** The directory that becomes QEMU's root before the guest runs. */
  readonly chroot?: string;
  /** Where the guest's state comes from: `defer`, or an address of QEMU's. */
  readonly incoming?: string;
  /** Default: that of the runtime. */
  readonly keymap?: string;
  /** Needed where VNC or SPICE is bound to an interface: {@link resolveDisplayAddress} knows. */
  readonly display?: DisplayAddress;
  /** Needed where SPICE uses TLS. */
  readonly spiceCertificates?: SpiceCertificates;
}

/**
 * Every option of the command line with its origin; QEMU always starts frozen (`-S`).
 * @throws {CapabilityError} `QEMU_UNSUITABLE`, naming the setting, when the QEMU that executes knows an option,
 * device or value not.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` when VNC or SPICE needs a network port, and there is none.
 */
export function buildArguments(runtime: InstanceRuntime, execution: Execution): Argument[] {
  const { instance, machineType } = runtime;
  const { accelerator, capabilities, paths, display, spiceCertificates } = execution;
  if (instance.disks.length > 0 && runtime.diskArguments.length === 0) {
    throw new TypeError('the disks of a runtime of Ganeti’s are not spelled yet: respellRuntime does it');
  }
  const all = [
    ...runtime.arguments,
    ...machineArguments(instance, { machineType, accelerator }, capabilities),
    argument('-S', undefined, 'start'),
    ...pidFileArguments(paths),
    ...monitorArguments(paths),
    ...eventLogArguments(paths, capabilities),
    ...serialArguments(instance, paths, capabilities),
    ...guestAgentSocketArguments(instance, paths),
    ...vncArguments(instance, display),
    ...spiceArguments(instance, { display, certificates: spiceCertificates }),
    ...keymapArguments(execution.keymap ?? instance.hvparams.keymap),
    ...incomingArguments(execution.incoming),
    ...sandboxArguments(execution),
    ...privilegeArguments(execution, capabilities),
    ...nicsOf(runtime, execution),
    ...runtime.diskArguments,
  ];
  if (capabilities !== undefined) checkArguments(all, capabilities);
  return all;
}

/** The whole command: the binary, then its arguments. Same input, same output. @throws as {@link buildArguments} */
export function buildCommandLine(runtime: InstanceRuntime, execution: Execution): readonly string[] {
  const options = buildArguments(runtime, execution).flatMap(({ option, value }) =>
    value === undefined ? [option] : [option, value],
  );
  return [runtime.instance.hvparams.kvm_path, ...options];
}

function nicsOf(
  { instance, placement }: InstanceRuntime,
  { capabilities, taps = [] }: Execution,
): Argument[] {
  if (instance.nics.length === 0) return [argument('-net', 'none', 'nics')];
  if (capabilities === undefined)
    throw new TypeError('there are NICs, and execution.capabilities are missing');
  return nicArguments(instance, placement, capabilities, taps);
}
