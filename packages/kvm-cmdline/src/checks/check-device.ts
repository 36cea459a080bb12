import type { Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import { optionMembers } from '../option-members.ts';
import { unknownName } from './unknown-name.ts';

/**
 * Looks up the driver of a `-device`, and its properties where they are known.
 * @throws {CapabilityError} `QEMU_UNSUITABLE`
 */
export function checkDevice(argument: Argument, value: string, capabilities: QemuCapabilities): void {
  const [driver, keys] = value.startsWith('{') ? jsonParts(value) : parts(value);
  // A QEMU that cannot list its devices may have them.
  if (driver === undefined || capabilities.deviceTypes.length === 0) return;
  const known = propertiesOf(argument, driver, capabilities);
  if (known === undefined) return;
  for (const key of keys) {
    if (!known.includes(key) && !ofEveryDevice.has(key)) {
      throw unknownName(argument, `property ${key} of the device ${driver}`, key, known);
    }
  }
}

/** What is looked up of a `-device`: two that differ in nothing else have the same answer. */
export function deviceShape(value: string): string {
  return value.startsWith('{') || value.startsWith('driver=') ? value : value.replaceAll(/=[^,]*/g, '');
}

// They belong to `-device` itself (system/qdev-monitor.c), so that no device lists them.
const ofEveryDevice: ReadonlySet<string> = new Set(['driver', 'id', 'bus']);

function propertiesOf(
  argument: Argument,
  driver: string,
  { deviceTypes, deviceProperties }: QemuCapabilities,
): readonly string[] | undefined {
  const type = deviceTypes.includes(driver) ? driver : (deviceAliases[driver] ?? driver);
  if (!deviceTypes.includes(type)) throw unknownName(argument, `device ${driver}`, driver, deviceTypes);
  return deviceProperties[type];
}

// `qdev_alias_table` of system/qdev-monitor.c, of those that stand on our command lines; lists of devices name the
// type alone.
const deviceAliases: Readonly<Record<string, string>> = {
  lsi: 'lsi53c895a',
  'virtio-balloon': 'virtio-balloon-pci',
  'virtio-serial': 'virtio-serial-pci',
  virtio: 'virtio-net-pci',
};

type DeviceParts = readonly [driver: string | undefined, keys: readonly string[]];

/** The driver is written first, with or without its key. */
function parts(value: string): DeviceParts {
  const [first, ...rest] = optionMembers(value);
  const driver = first?.key === undefined || first.key === 'driver' ? first?.value : undefined;
  return [driver, rest.flatMap(({ key }) => key ?? [])];
}

function jsonParts(value: string): DeviceParts {
  const members = jsonObject(value);
  const driver = members?.['driver'];
  return [typeof driver === 'string' ? driver : undefined, Object.keys(members ?? {})];
}

/** What is no JSON, QEMU refuses by itself. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
