import type { Argument } from './argument.ts';
import { bootArguments, rebootArguments } from './arguments/boot.ts';
import { clockArguments } from './arguments/clock.ts';
import { displayArguments, graphicsCardArguments } from './arguments/display.ts';
import { extraArguments } from './arguments/extra.ts';
import { guestAgentArguments } from './arguments/guest-agent.ts';
import { nameArguments, uuidArguments } from './arguments/identity.ts';
import { kernelArguments } from './arguments/kernel.ts';
import { balloonArguments, memoryArguments, memoryPathArguments } from './arguments/memory.ts';
import { processorArguments, processorTypeArguments } from './arguments/processors.ts';
import { soundArguments } from './arguments/sound.ts';
import { spiceAgentArguments } from './arguments/spice.ts';
import { usbArguments, usbDeviceArguments } from './arguments/usb.ts';
import type { QemuCapabilities } from './capabilities.ts';
import { cdromAndFloppyArguments } from './devices/cdrom-arguments.ts';
import { controllerArguments } from './devices/controller-arguments.ts';
import { diskArguments } from './devices/disk-arguments.ts';
import type { Placement } from './devices/placement.ts';
import { hasRootPorts } from './devices/root-ports.ts';
import { ganetiOrigin } from './ganeti/kept-command.ts';
import type { InstanceSpec } from './instance-spec.ts';
import { resolveMachineType } from './machine-type.ts';

/**
 * An instance as started: all that must be known to find its devices again, to start it again with the same
 * machine, or to receive it on another host. Plain JSON; holds nothing that differs between hosts.
 */
export interface InstanceRuntime {
  readonly instance: InstanceSpec;
  readonly placement: Placement;
  /** The versioned machine type, never an alias: an alias means another machine in another QEMU. */
  readonly machineType: string;
  /** All but disks, and but for what a host adds, in Ganeti's order. */
  readonly arguments: readonly Argument[];
  /** They come last, after the NICs, of which a host has to open the taps. */
  readonly diskArguments: readonly Argument[];
}

/**
 * Builds the host-independent part of an instance's command line, spelled for a QEMU of these capabilities.
 *
 * The order of devices is Ganeti's: what has no address of its own gets the next free one in that order.
 *
 * @throws {CapabilityError} `QEMU_UNSUITABLE` when this QEMU lacks what the specification asks for.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` when a list of options or devices cannot be taken apart.
 */
export function buildRuntime(
  instance: InstanceSpec,
  placement: Placement,
  capabilities: QemuCapabilities,
): InstanceRuntime {
  const machineType = resolveMachineType(instance.hvparams.machine_version, capabilities);
  if (hasRootPorts(machineType) !== (placement.rootPorts !== undefined)) {
    throw new TypeError(`the devices were placed for another machine than ${machineType}`);
  }
  return {
    instance,
    placement,
    machineType,
    arguments: [
      ...nameArguments(instance),
      ...uuidArguments(instance, capabilities),
      ...memoryArguments(instance),
      ...processorArguments(instance),
      ...controllerArguments(instance, placement, capabilities),
      ...balloonArguments(capabilities),
      ...rebootArguments(instance),
      ...bootArguments(instance),
      ...cdromAndFloppyArguments(instance, placement, capabilities),
      ...kernelArguments(instance),
      ...memoryPathArguments(instance),
      ...usbArguments(instance),
      ...spiceAgentArguments(instance),
      ...displayArguments(instance, capabilities),
      ...soundArguments(instance, capabilities),
      ...clockArguments(instance, capabilities),
      ...processorTypeArguments(instance),
      ...graphicsCardArguments(instance),
      ...usbDeviceArguments(instance),
      ...guestAgentArguments(instance),
      ...extraArguments(instance),
    ],
    diskArguments: diskArguments(instance, placement, capabilities),
  };
}

/**
 * The same runtime for another QEMU, such as the one that receives the guest: the same machine with the same devices
 * in the same places, in the words that this QEMU takes. What Ganeti has put together stays as it is.
 * @throws as {@link buildRuntime}
 */
export function respellRuntime(runtime: InstanceRuntime, capabilities: QemuCapabilities): InstanceRuntime {
  const { instance, placement, machineType } = runtime;
  if (runtime.arguments.some(({ origin }) => origin === ganetiOrigin)) {
    return { ...runtime, diskArguments: diskArguments(instance, placement, capabilities) };
  }
  const hvparams = { ...instance.hvparams, machine_version: machineType };
  return { ...buildRuntime({ ...instance, hvparams }, placement, capabilities), instance };
}
