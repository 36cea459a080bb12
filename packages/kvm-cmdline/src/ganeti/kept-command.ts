import { argument, type Argument } from '../argument.ts';
import type { HvParams } from '../hv-parameters.ts';
import { SpecificationError } from '../errors.ts';

/** Whence the arguments are that Ganeti has put together. */
export const ganetiOrigin = 'ganeti';

/** What `kvm_cmd` says. */
export interface KeptCommand {
  readonly binary: string;
  readonly name: string;
  readonly uuid: string | undefined;
  readonly memoryMiB: number;
  readonly vcpus: number;
  readonly machineType: string;
  readonly acpi: boolean;
  readonly hasSerialConsole: boolean;
  /** Of VNC or SPICE. */
  readonly networkPort: number | undefined;
  /** All that an execution does not add: word for word, in its order. */
  readonly arguments: readonly Argument[];
}

/**
 * Takes Ganeti's `kvm_cmd` apart. The operator's own options (`kvm_extra`) come last in it: of an option that stands
 * there twice, the first is Ganeti's.
 * @throws {SpecificationError} `SPECIFICATION_INVALID`
 */
export function readCommand(
  [binary = '', ...words]: readonly (string | number)[],
  hvparams: Pick<HvParams, 'vnc_bind_address' | 'spice_bind' | 'use_guest_agent'>,
): KeptCommand {
  const options = optionsOf(words.map(String));
  const valueOf = (option: string): string | undefined => options.find((one) => one.option === option)?.value;
  const machine = membersOf(valueOf('-machine') ?? valueOf('-M') ?? missing('-machine'));
  const vnc = hvparams.vnc_bind_address === '' ? undefined : valueOf('-vnc');
  const spice = hvparams.spice_bind === '' ? undefined : valueOf('-spice');
  const added = new Set(addedByExecution(options, hvparams));
  const [machineType = '', ...settings] = machine;
  const ofMachine = settings.filter((setting) => !/^(?:accel|acpi)=/.test(setting));
  return {
    binary: String(binary),
    name: nameOf(valueOf('-name') ?? missing('-name')),
    uuid: valueOf('-uuid'),
    memoryMiB: numberOf('-m', valueOf('-m')),
    vcpus: numberOf('-smp', membersOf(valueOf('-smp') ?? '')[0]),
    machineType,
    acpi: !settings.includes('acpi=off') && !options.some(({ option }) => option === '-no-acpi'),
    hasSerialConsole: valueOf('-serial') !== 'none',
    networkPort: vnc === undefined ? portOfSpice(spice) : portOfVnc(vnc),
    arguments: [
      ...options.filter((option) => !added.has(option)),
      ...(ofMachine.length === 0 ? [] : [argument('-machine', ofMachine.join(','), ganetiOrigin)]),
    ],
  };
}

/** The options that are made anew each time that a runtime is executed. */
function addedByExecution(
  options: readonly Argument[],
  hvparams: Parameters<typeof readCommand>[1],
): readonly Argument[] {
  const first = (wanted: string, pattern = /^/): Argument[] =>
    options.filter(({ option, value }) => option === wanted && pattern.test(value ?? '')).slice(0, 1);
  return [
    ...['-pidfile', '-D', '-daemonize', '-S', '-monitor', '-serial'].flatMap((option) => first(option)),
    ...['-machine', '-M', '-no-acpi', '-enable-kvm', '-disable-kvm'].flatMap((option) => first(option)),
    ...(hvparams.vnc_bind_address === ''
      ? []
      : [...first('-vnc'), ...first('-object', /^tls-creds-[a-z0-9]+,id=vnctls0,/)]),
    ...(hvparams.spice_bind === '' ? [] : first('-spice')),
    ...(hvparams.use_guest_agent ? first('-chardev', /^socket,.*\bid=qga0$/) : []),
  ];
}

function optionsOf(words: readonly string[]): Argument[] {
  const options: Argument[] = [];
  for (const word of words) {
    const last = options.at(-1);
    const isValue = last !== undefined && last.value === undefined && !word.startsWith('-');
    if (isValue) options[options.length - 1] = argument(last.option, word, ganetiOrigin);
    else options.push(argument(word, undefined, ganetiOrigin));
  }
  return options;
}

function membersOf(value: string): string[] {
  return value.split(',');
}

/** Ganeti does not double commas, and HEAD adds `debug-threads=on`. */
function nameOf(value: string): string {
  return value.replace(/,debug-threads=on$/, '').replace(/^guest=/, '');
}

// Display 0 of VNC (ui/vnc.c).
const basePort = 5900;

/** `none`: a port of which there is no display. */
function portOfVnc(value: string): number | undefined {
  const [address = ''] = membersOf(value);
  if (address === 'none') return basePort;
  const display = /^(?!unix:).*:(\d+)$/.exec(address)?.[1];
  return display === undefined ? undefined : basePort + Number(display);
}

function portOfSpice(value: string | undefined): number | undefined {
  const port = /(?:^|,)(?:tls-)?port=(\d+)/.exec(value ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}

function numberOf(option: string, value: string | undefined): number {
  if (value !== undefined && /^\d+$/.test(value)) return Number(value);
  throw new SpecificationError([
    { path: `kvm_cmd ${option}`, found: JSON.stringify(value), allowed: 'a whole number' },
  ]);
}

function missing(option: string): never {
  throw new SpecificationError([{ path: `kvm_cmd ${option}`, found: undefined, allowed: 'this option' }]);
}
