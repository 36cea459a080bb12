import type { Argument } from './argument.ts';
import type { QemuCapabilities } from './capabilities.ts';
import { blockNodeShape, checkBlockNode } from './checks/check-block-node.ts';
import { checkDevice, deviceShape } from './checks/check-device.ts';
import {
  checkAudioModel,
  checkGraphicsCard,
  checkProcessor,
  checkSoundCards,
  checkUsbDevice,
} from './checks/check-named-device.ts';
import { unknownName } from './checks/unknown-name.ts';
import { optionMembers, type OptionMember } from './option-members.ts';

/**
 * Looks every option up, and in its value what is known of it: types of devices with their properties, machines,
 * processors, block drivers with their members and modes, parameters.
 * @throws {CapabilityError} `QEMU_UNSUITABLE` at the first that this QEMU has not, naming the setting behind it.
 */
export function checkArguments(options: readonly Argument[], capabilities: QemuCapabilities): void {
  // Most devices are like another one: what was found once needs no other look.
  const shapes = new Set<string>();
  for (const argument of options) {
    if (!hasOption(argument.option, capabilities)) {
      const { option } = argument;
      throw unknownName(argument, `option ${option}`, option, Object.keys(capabilities.commandLineOptions));
    }
    if (argument.value === undefined) continue;
    const shape = `${argument.option} ${shapeOf(argument.option, argument.value)}`;
    if (shapes.has(shape)) continue;
    checkValue(argument, argument.value, capabilities);
    shapes.add(shape);
  }
}

/** What cannot be known is taken for known: QMP lists groups of options, and neither flags nor single values. */
function hasOption(
  option: string,
  { features, commandLineOptions, listsAllOptions }: QemuCapabilities,
): boolean {
  const name = option.replace(/^--?/, '');
  if (listsAllOptions) return name in commandLineOptions;
  switch (name) {
    case 'sandbox':
      return 'sandbox' in commandLineOptions;
    case 'run-with':
      return features.runWith;
    case 'no-acpi':
      return features.noAcpi;
    case 'soundhw':
      return features.soundhw;
    case 'audio':
      return !features.soundhw;
    case 'spice':
      return features.spice;
    default:
      return true;
  }
}

function shapeOf(option: string, value: string): string {
  switch (option) {
    case '-device':
      return deviceShape(value);
    case '-blockdev':
      return blockNodeShape(value);
    default:
      return value;
  }
}

function checkValue(argument: Argument, value: string, capabilities: QemuCapabilities): void {
  switch (argument.option) {
    case '-device':
      checkDevice(argument, value, capabilities);
      return;
    case '-blockdev':
      checkBlockNode(argument, value, capabilities);
      return;
    case '-object':
      checkObject(argument, optionMembers(value)[0], capabilities);
      return;
    case '-cpu':
      checkProcessor(argument, value, capabilities);
      return;
    case '-vga':
      checkGraphicsCard(argument, value, capabilities);
      return;
    case '-soundhw':
      checkSoundCards(argument, value, capabilities);
      return;
    case '-audio':
      checkAudioModel(argument, value, capabilities);
      return;
    case '-usbdevice':
      checkUsbDevice(argument, value, capabilities);
      return;
    case '-machine':
      checkMachine(argument, optionMembers(value)[0], capabilities);
      return;
    case '-netdev':
      checkTap(argument, optionMembers(value), capabilities);
      return;
    case '-sandbox':
    case '-run-with':
    case '-rtc':
    case '-boot':
    case '-smp':
    case '-vnc':
    case '-spice':
      checkParameters(argument, optionMembers(value), capabilities);
      return;
    default:
  }
}

function checkMachine(
  argument: Argument,
  first: OptionMember | undefined,
  { machineTypes }: QemuCapabilities,
): void {
  const names = machineTypes.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
  if (first === undefined || (first.key !== undefined && first.key !== 'type')) return;
  if (!names.includes(first.value)) {
    throw unknownName(argument, `machine ${first.value}`, first.value, names);
  }
}

function checkObject(
  argument: Argument,
  first: OptionMember | undefined,
  { objectTypes }: QemuCapabilities,
): void {
  if (objectTypes.length === 0 || first === undefined) return;
  if (first.key !== undefined && first.key !== 'qom-type') return;
  if (objectTypes.includes(first.value) || first.value.startsWith('{')) return;
  throw unknownName(argument, `object ${first.value}`, first.value, objectTypes);
}

function checkTap(
  argument: Argument,
  members: readonly OptionMember[],
  { tapParameters }: QemuCapabilities,
): void {
  const isTap = members.some(({ key, value }) => (key ?? 'type') === 'type' && value === 'tap');
  if (!isTap || tapParameters.length === 0) return;
  for (const { key } of members) {
    if (key === undefined || key === 'type' || key === 'id' || tapParameters.includes(key)) continue;
    // A synopsis shows what QEMU is given for one queue (`fd=h`) and what for several (`fds=x:y`).
    throw unknownName(argument, `parameter ${key} of -netdev`, key, tapParameters);
  }
}

/** Only QMP knows them all: the synopsis of a help text shows most. */
function checkParameters(
  argument: Argument,
  members: readonly OptionMember[],
  { commandLineOptions, listsAllOptions }: QemuCapabilities,
): void {
  if (listsAllOptions) return;
  const parameters = commandLineOptions[groupOf[argument.option] ?? argument.option.slice(1)] ?? [];
  if (parameters.length === 0) return;
  for (const { key } of members) {
    if (key !== undefined && !parameters.includes(key)) {
      throw unknownName(argument, `parameter ${key} of ${argument.option}`, key, parameters);
    }
  }
}

// What QMP calls an option's group where that is not the option itself (system/vl.c).
const groupOf: Readonly<Record<string, string>> = { '-boot': 'boot-opts', '-smp': 'smp-opts' };
