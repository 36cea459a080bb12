import type { Argument } from './argument.ts';
import type { QemuCapabilities } from './capabilities.ts';
import { CapabilityError } from './errors.ts';
import { optionMembers, type OptionMember } from './option-members.ts';
import { closestName } from './text-rules.ts';

/**
 * Looks every option up, and in its value what is known of it: types of devices and machines, parameters.
 * @throws {CapabilityError} `QEMU_UNSUITABLE` at the first that this QEMU has not, naming the setting behind it.
 */
export function checkArguments(options: readonly Argument[], capabilities: QemuCapabilities): void {
  for (const argument of options) {
    if (!hasOption(argument.option, capabilities)) {
      throw unknown(argument, argument.option, 'option', Object.keys(capabilities.commandLineOptions));
    }
    if (argument.value !== undefined) checkValue(argument, argument.value, capabilities);
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

function checkValue(argument: Argument, value: string, capabilities: QemuCapabilities): void {
  switch (argument.option) {
    case '-device':
      checkDevice(argument, value, capabilities);
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

function checkDevice(argument: Argument, value: string, { deviceTypes }: QemuCapabilities): void {
  const driver = (value.startsWith('{') ? jsonDriver : leadingDriver).exec(value)?.[1];
  // A QEMU that cannot list its devices may have them.
  if (driver === undefined || deviceTypes.length === 0) return;
  if (deviceTypes.includes(driver) || deviceTypes.includes(deviceAliases[driver] ?? driver)) return;
  throw unknown(argument, driver, 'device', deviceTypes);
}

// It is written first, with or without its key.
const leadingDriver = /^(?:driver=)?([^,=]+)(?:,|$)/;
const jsonDriver = /"driver": ?"([^"]+)"/;

// `qdev_alias_table` of system/qdev-monitor.c, of those that stand on our command lines; lists of devices name the
// type alone.
const deviceAliases: Readonly<Record<string, string>> = {
  lsi: 'lsi53c895a',
  'virtio-balloon': 'virtio-balloon-pci',
  'virtio-serial': 'virtio-serial-pci',
  virtio: 'virtio-net-pci',
};

function checkMachine(
  argument: Argument,
  first: OptionMember | undefined,
  { machineTypes }: QemuCapabilities,
): void {
  const names = machineTypes.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
  if (first === undefined || (first.key !== undefined && first.key !== 'type')) return;
  if (!names.includes(first.value)) throw unknown(argument, first.value, 'machine', names);
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
    throw unknown(argument, key, 'parameter', tapParameters);
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
    if (key !== undefined && !parameters.includes(key)) throw unknown(argument, key, 'parameter', parameters);
  }
}

// What QMP calls an option's group where that is not the option itself (system/vl.c).
const groupOf: Readonly<Record<string, string>> = { '-boot': 'boot-opts', '-smp': 'smp-opts' };

function unknown(
  { option, origin }: Argument,
  name: string,
  kind: 'option' | 'device' | 'machine' | 'parameter',
  known: readonly string[],
): CapabilityError {
  const what = kind === 'parameter' ? `parameter ${name} of ${option}` : `${kind} ${name}`;
  // Of so few letters everything is near.
  const closest = name.length < 5 ? undefined : closestName(name, known);
  const hint = closest === undefined ? '' : `; did you mean ${closest}?`;
  return new CapabilityError(origin, `this QEMU knows no ${what}${hint}`);
}
