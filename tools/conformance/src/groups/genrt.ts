import {
  addressProperties,
  buildArguments,
  diskDriver,
  tapFeatures,
  type Argument,
} from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { argvMeaning } from '../argv-meaning.ts';
import { answerOf, type Group, type World } from '../group.ts';
import { pureStart, ruleOfCommandLine, ruleOfStart } from '../pure-start.ts';
import { argvOrRefusal } from '../recorded-argv.ts';

const device = v.looseObject({ hvinfo: v.optional(v.unknown()) });
const runtimeResult = v.looseObject({
  runtime: v.tuple([
    v.array(v.unknown()),
    v.array(device),
    v.unknown(),
    v.array(v.tuple([device, v.unknown(), v.unknown()])),
  ]),
});

/*
What of a start is kept: the part of the argv that is the same wherever the guest runs next, and where its devices sit.
Parameters and devices as such are the specification's; Ganeti's file of it all is written by the store of runtimes.
*/
export const genrt: Group = {
  name: 'genrt',
  modes: {
    generate_runtime: {
      answer: (given, world) => answerOf(() => keptOf(given, world), ruleOfCommandLine),
      ruleOf: ruleOfStart,
      partOf: argvOrRefusal(ruleOfStart),
      meaningOf: (result) => {
        const [command, nics, , disks] = v.parse(runtimeResult, result).runtime;
        const { '-S': _frozen, ...options } = argvMeaning(command).options;
        return {
          options,
          nics: nics.map(({ hvinfo }) => hvinfo),
          disks: disks.map(([{ hvinfo }]) => hvinfo),
        };
      },
    },
  },
};

async function keptOf(given: object, world: World): Promise<object> {
  const { runtime, execution } = await pureStart(given, world);
  const { instance, placement } = runtime;
  if (execution.capabilities === undefined) throw new TypeError('a start without capabilities');
  const nicDriver = tapFeatures(instance.hvparams, execution.capabilities).driver;
  const hvInfo = (driver: string, { id, address }: (typeof placement.disks)[number]): object => ({
    hvinfo: { driver, id, ...addressProperties(address) },
  });
  const kept = buildArguments(runtime, execution).filter((argument) => !isAddedByExecution(argument));
  return {
    runtime: [
      [
        instance.hvparams.kvm_path,
        ...kept.flatMap(({ option, value }) => (value === undefined ? [option] : [option, value])),
      ],
      placement.nics.map((nic) => hvInfo(nicDriver, nic)),
      {},
      placement.disks.map((disk) => [hvInfo(diskDriver(instance.hvparams.disk_type), disk), null, null]),
    ],
  };
}

/** What Ganeti adds each time it runs a kept command: devices with a place, their boot order, sockets, the user. */
function isAddedByExecution({ option, value, origin }: Argument): boolean {
  return (
    /^-(?:qmp|k|runas|chroot|run-with)$/.test(option) ||
    /^(?:disks|nics)\b/.test(origin) ||
    (option === '-boot' && value === 'order=c')
  );
}
