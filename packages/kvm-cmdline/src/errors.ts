/*
KvmCmdlineError
├─ SpecificationError   SPECIFICATION_INVALID   a specification says something that cannot be: problems
├─ PlacementError       BUS_FULL                no free address for a device: bus, occupants
└─ CapabilityError      QEMU_UNSUITABLE         this QEMU cannot do what the specification asks: setting
*/

import type { ParameterRule } from './parameters/parameter-rule.ts';

/** Everything this package refuses; `code` tells the cases apart. */
export abstract class KvmCmdlineError extends Error {
  abstract readonly code: 'SPECIFICATION_INVALID' | 'BUS_FULL' | 'QEMU_UNSUITABLE';
}

/** One thing that is wrong with a specification. */
export interface SpecificationProblem {
  /** Where, as a path of keys: `hvparams.disk_cache`, `disks.0.link`. */
  readonly path: string;
  /** What stands there, as JSON; `undefined` when the key is missing. */
  readonly found: string | undefined;
  /** What may stand there. */
  readonly allowed: string;
  /** Which rule of hypervisor parameters is broken, where they were checked as such. */
  readonly rule?: ParameterRule;
}

export class SpecificationError extends KvmCmdlineError {
  override readonly code = 'SPECIFICATION_INVALID';
  readonly problems: readonly SpecificationProblem[];

  static {
    this.prototype.name = 'SpecificationError';
  }

  constructor(problems: readonly SpecificationProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

export class PlacementError extends KvmCmdlineError {
  override readonly code = 'BUS_FULL';
  readonly bus: string;
  /** Who sits where: address to device id, or `reserved`. */
  readonly occupants: Readonly<Record<string, string>>;

  static {
    this.prototype.name = 'PlacementError';
  }

  /** @param place what the device looked for: `slot`, or `slot 13` where it had to be that one. */
  constructor(deviceId: string, place: string, bus: string, occupants: Readonly<Record<string, string>>) {
    const taken = Object.entries(occupants).map(([address, id]) => `${address} ${id}`);
    const list = taken.length === 0 ? 'none is taken' : `taken: ${taken.join(', ')}`;
    super(`no free ${place} on ${bus} for ${deviceId}; ${list}`);
    this.bus = bus;
    this.occupants = occupants;
  }
}

export class CapabilityError extends KvmCmdlineError {
  override readonly code = 'QEMU_UNSUITABLE';
  /** The setting that asked for it, as a path of keys. */
  readonly setting: string;

  static {
    this.prototype.name = 'CapabilityError';
  }

  constructor(setting: string, message: string) {
    super(`${setting}: ${message}`);
    this.setting = setting;
  }
}

function describeProblem({ path, found, allowed }: SpecificationProblem): string {
  const where = path === '' ? 'specification' : path;
  return `${where}: ${found === undefined ? 'missing' : `found ${found}`}, allowed: ${allowed}`;
}
