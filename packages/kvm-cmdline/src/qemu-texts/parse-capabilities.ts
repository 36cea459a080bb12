import type { QemuCapabilities } from '../capabilities.ts';
import { parseHelpOptions, synopsisParameters } from './help-options.ts';
import { parseKvmVersion } from './kvm-version.ts';
import { parseMachineList } from './machine-list.ts';

/** What one QEMU prints of itself. */
export interface CapabilityTexts {
  /** `-help` */
  readonly help: string;
  /** `-machine help` */
  readonly machines: string;
  /** `-device help`; whatever a QEMU prints that has no such thing. */
  readonly devices: string;
}

/**
 * Capabilities from what a QEMU prints of itself, also one that nobody can ask over QMP any more.
 *
 * Less is in the texts than in a QMP probe: no QMP commands, no devices that only QEMU itself makes, no properties of
 * devices, nothing of block nodes, only those parameters of an option that its synopsis shows, and whether an option
 * is there at all, but not whether the module behind it is (`spice`).
 *
 * @throws {CapabilityError} `QEMU_UNSUITABLE` when the help says no version.
 */
export function parseCapabilities({ help, machines, devices }: CapabilityTexts): QemuCapabilities {
  const { text: _, ...version } = parseKvmVersion(help);
  const options = parseHelpOptions(help);
  const has = (option: string): boolean => options.has(option);
  const says = (option: string, what: string): boolean =>
    (options.get(option) ?? []).some((entry) => entry.includes(what));
  const taps = (options.get('netdev') ?? []).filter((entry) => /^-netdev\stap/.test(entry));
  return {
    version,
    machineTypes: parseMachineList(machines),
    deviceTypes: [...devices.matchAll(/^name "([^"]+)"/gm)].map(([, name = '']) => name).sort(),
    deviceProperties: {},
    objectTypes: [],
    commandLineOptions: Object.fromEntries(
      [...options].map(([name, entries]) => [name, [...new Set(entries.flatMap(synopsisParameters))]]),
    ),
    listsAllOptions: true,
    tapParameters: [...new Set(taps.flatMap(synopsisParameters))],
    commands: [],
    features: {
      qmp: has('qmp'),
      machine: has('machine'),
      enableKvm: has('enable-kvm'),
      disableKvm: has('disable-kvm'),
      display: has('display'),
      uuid: has('uuid'),
      netdev: has('netdev'),
      spice: has('spice'),
      noAcpi: has('no-acpi'),
      soundhw: has('soundhw'),
      runWith: says('run-with', 'chroot=') && says('run-with', 'user='),
      bootFlag: says('drive', ',boot=on|off') || says('blockdev', ',boot=on|off'),
      autoReadOnly: says('blockdev', ',auto-read-only=on|off'),
      vhost: taps.some((entry) => entry.includes(',vhost=on|off')),
      multiqueue: taps.some((entry) => entry.includes(',fds=x:y:...:z')),
      // The help of a QEMU that was built without io_uring names it too.
      ioUring: version.major >= 5 && says('drive', 'io_uring'),
    },
  };
}
