import type { QemuFeatures } from './qemu-features.ts';
import { readSchema, type BlockdevFacts, type SchemaEntity, type SchemaFacts } from './schema-facts.ts';

/** A machine type of one QEMU binary. */
export interface MachineType {
  readonly name: string;
  /** The unversioned name, `pc` or `q35`, that stands for it in this binary. */
  readonly alias?: string;
  readonly isDefault: boolean;
  readonly deprecated: boolean;
}

/** What one QEMU binary can do, asked of it; plain JSON. */
export interface QemuCapabilities {
  readonly version: QemuVersion;
  readonly machineTypes: readonly MachineType[];
  /** Names that `-device` takes. */
  readonly deviceTypes: readonly string[];
  /** Properties of the drivers of {@link emittedDrivers} that are among them; nothing where nobody asked. */
  readonly deviceProperties: Readonly<Record<string, readonly string[]>>;
  /** Types that `-object` takes; none where they are not known. */
  readonly objectTypes: readonly string[];
  /** What `-blockdev` takes; left out where it is not known. */
  readonly blockdev?: BlockdevFacts;
  /** Command-line options (`sandbox`, `machine`) with the parameters QEMU admits to. */
  readonly commandLineOptions: Readonly<Record<string, readonly string[]>>;
  /** Whether those are all options: what QEMU prints of itself names them all, QMP only those with parameters. */
  readonly listsAllOptions: boolean;
  /** Parameters that `-netdev tap` takes. */
  readonly tapParameters: readonly string[];
  /** QMP commands. */
  readonly commands: readonly string[];
  readonly features: QemuFeatures;
}

export interface QemuVersion {
  readonly major: number;
  readonly minor: number;
  readonly micro: number;
  /** The distributor's own text: `Debian 1:7.2+dfsg-7+deb12u18`. */
  readonly package: string;
}

/** The replies of a QMP probe, as QEMU gives them. */
export interface CapabilityReplies {
  /** `query-version` */
  readonly version: {
    readonly qemu: { readonly major: number; readonly minor: number; readonly micro: number };
    readonly package: string;
  };
  /** `query-machines` */
  readonly machines: readonly {
    readonly name: string;
    readonly alias?: string | undefined;
    readonly 'is-default'?: boolean | undefined;
    readonly deprecated?: boolean | undefined;
  }[];
  /** `qom-list-types` with `implements: device, abstract: false` */
  readonly devices: readonly { readonly name: string }[];
  /** `device-list-properties` of each of {@link emittedDrivers} that this QEMU has. */
  readonly deviceProperties?: Readonly<Record<string, readonly { readonly name: string }[]>>;
  /**
   * `query-command-line-options`, asked after the device types: they load QEMU's modules, and an option of a module
   * (`spice`) is there from then on.
   */
  readonly commandLineOptions: readonly {
    readonly option: string;
    readonly parameters: readonly { readonly name: string }[];
  }[];
  /** `query-commands` */
  readonly commands: readonly { readonly name: string }[];
  /** `query-qmp-schema` */
  readonly schema: readonly SchemaEntity[];
}

/** Turns the replies of a QMP probe into capabilities. */
export function capabilitiesFromQmp(replies: CapabilityReplies): QemuCapabilities {
  const facts = readSchema(replies.schema);
  return {
    version: { ...replies.version.qemu, package: replies.version.package },
    machineTypes: replies.machines.map((machine) => ({
      name: machine.name,
      ...(machine.alias === undefined ? {} : { alias: machine.alias }),
      isDefault: machine['is-default'] ?? false,
      deprecated: machine.deprecated ?? false,
    })),
    deviceTypes: replies.devices.map(({ name }) => name).sort(),
    deviceProperties: Object.fromEntries(
      Object.entries(replies.deviceProperties ?? {}).map(([driver, properties]) => [
        driver,
        properties.map(({ name }) => name),
      ]),
    ),
    objectTypes: facts.objectTypes,
    blockdev: facts.blockdev,
    commandLineOptions: Object.fromEntries(
      replies.commandLineOptions.map(({ option, parameters }) => [
        option,
        parameters.map(({ name }) => name),
      ]),
    ),
    listsAllOptions: false,
    tapParameters: facts.tapParameters,
    commands: replies.commands.map(({ name }) => name).sort(),
    features: featuresFrom(replies, facts),
  };
}

/**
 * `query-command-line-options` lists neither flags nor options that have one value (`-uuid`, `-no-acpi`); what it can
 * not say, every QEMU has that is asked over QMP, or the version says when it went (docs/about/removed-features.rst).
 */
function featuresFrom(
  { version, commandLineOptions }: CapabilityReplies,
  { blockdev, tapParameters }: SchemaFacts,
): QemuFeatures {
  const isBefore = (major: number, minor: number): boolean =>
    version.qemu.major < major || (version.qemu.major === major && version.qemu.minor < minor);
  const runWith = commandLineOptions.find(({ option }) => option === 'run-with')?.parameters ?? [];
  return {
    qmp: true,
    machine: true,
    enableKvm: true,
    disableKvm: false,
    display: true,
    uuid: true,
    netdev: true,
    spice: commandLineOptions.some(({ option }) => option === 'spice'),
    noAcpi: isBefore(9, 0),
    soundhw: isBefore(7, 1),
    runWith: ['chroot', 'user'].every((name) => runWith.some((parameter) => parameter.name === name)),
    bootFlag: false,
    autoReadOnly: blockdev.members['raw']?.includes('auto-read-only') ?? false,
    vhost: tapParameters.includes('vhost'),
    multiqueue: tapParameters.includes('fds'),
    ioUring: blockdev.aioModes.includes('io_uring'),
  };
}

/** The machine type of a guest that asks for none; Ganeti's is `pc` where no machine is marked. */
export function defaultMachineType({ machineTypes }: Pick<QemuCapabilities, 'machineTypes'>): string {
  return machineTypes.find(({ isDefault }) => isDefault)?.name ?? 'pc';
}

/** `7.2.22`, as QEMU's own `--version` prints it. */
export function formatQemuVersion({ major, minor, micro }: QemuVersion): string {
  return `${major}.${minor}.${micro}`;
}
