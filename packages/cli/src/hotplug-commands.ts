import {
  buildCommand,
  buildRouteMap,
  type ApplicationContext,
  type FlagParametersForType,
  type RouteMap,
  type TypedFlagParameter,
} from '@stricli/core';

import type { DiskOptions, ModNicOptions, NicOptions } from './commands/hotplug.ts';
import {
  globalFlags,
  instanceArgument,
  type InstanceNames,
  secondsFlag,
  textFlag,
  type Positional,
} from './flags.ts';

/** `kvmkit hotplug …`. */
export function buildHotplugCommands(running: InstanceNames): RouteMap<ApplicationContext> {
  const instance = instanceArgument(running);
  return buildRouteMap({
    docs: { brief: "add, take out or change a running guest's disks and NICs" },
    routes: {
      'add-disk': buildCommand({
        docs: { brief: 'add a disk to a running guest' },
        parameters: {
          flags: { ...diskFlags, ...globalFlags },
          positional: positionals(instance, image),
        },
        loader: async () => (await import('./commands/hotplug.ts')).addDisk,
      }),
      'add-nic': buildCommand({
        docs: { brief: 'add a NIC to a running guest' },
        parameters: {
          flags: { ...nicFlags, ...globalFlags },
          positional: { kind: 'tuple', parameters: [instance] },
        },
        loader: async () => (await import('./commands/hotplug.ts')).addNic,
      }),
      'del-disk': buildCommand({
        docs: { brief: 'take a disk out of a running guest, once the guest lets go of it' },
        parameters: {
          flags: { timeout, ...globalFlags },
          positional: positionals(instance, device('disk')),
        },
        loader: async () => (await import('./commands/hotplug.ts')).removeDisk,
      }),
      'del-nic': buildCommand({
        docs: { brief: 'take a NIC out of a running guest, once the guest lets go of it' },
        parameters: {
          flags: { timeout, ...globalFlags },
          positional: positionals(instance, device('NIC')),
        },
        loader: async () => (await import('./commands/hotplug.ts')).removeNic,
      }),
      'mod-nic': buildCommand({
        docs: { brief: 'connect a NIC in another way, pull its cable, or give it another MAC' },
        parameters: {
          flags: { ...modNicFlags, timeout, ...globalFlags },
          positional: positionals(instance, device('NIC')),
        },
        loader: async () => (await import('./commands/hotplug.ts')).modNic,
      }),
    },
  });
}

const image: Positional<string> = {
  parse: String,
  placeholder: 'file',
  brief: 'its image, or a block device of this host',
};

function device(what: 'disk' | 'NIC'): Positional<string> {
  return {
    parse: String,
    placeholder: what.toLowerCase(),
    brief: `the UUID of the ${what}, or its number from 0`,
  };
}

function positionals(
  first: Positional<string>,
  second: Positional<string>,
): { readonly kind: 'tuple'; readonly parameters: readonly [Positional<string>, Positional<string>] } {
  return { kind: 'tuple', parameters: [first, second] };
}

const timeout: TypedFlagParameter<number | undefined> = secondsFlag(
  'seconds the guest may take to let go (default: 30)',
);

const diskFlags: FlagParametersForType<Pick<DiskOptions, 'uuid' | 'dev-type' | 'name'>> = {
  uuid: textFlag('uuid', 'its UUID (default: a new one)'),
  'dev-type': textFlag('type', "Ganeti's disk template: file, plain, drbd, … (default: file)"),
  name: textFlag('name', 'what people call it'),
};

const nicFlags: FlagParametersForType<Pick<NicOptions, 'uuid' | 'mac' | 'mode' | 'link' | 'ip'>> = {
  uuid: textFlag('uuid', 'its UUID (default: a new one)'),
  mac: textFlag('mac', 'its MAC address (default: a random one)'),
  mode: textFlag('mode', 'bridged, routed, openvswitch or ext (default: bridged)'),
  link: textFlag('link', 'the bridge, or the routing table'),
  ip: textFlag('address', 'the address that is routed to it'),
};

const modNicFlags: FlagParametersForType<Pick<ModNicOptions, 'mac' | 'mode' | 'link' | 'ip' | 'cable'>> = {
  mac: textFlag('mac', 'another MAC address: the NIC is taken out and put in again'),
  mode: textFlag('mode', 'bridged, routed, openvswitch or ext'),
  link: textFlag('link', 'the bridge, or the routing table'),
  ip: textFlag('address', 'the address that is routed to it'),
  cable: {
    kind: 'enum',
    values: ['in', 'out'],
    optional: true,
    brief: 'whether the guest sees a cable in it',
  },
};
