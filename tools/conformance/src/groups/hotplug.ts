import { addressProperties, diskDriver, type InstanceRuntime, type PlacedDevice } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { deviceOf } from '../command-line-case.ts';
import { answerOf, type Group, type World } from '../group.ts';
import { hotplugMeaning } from '../life/hotplug-meaning.ts';
import { liveInstance, type Life } from '../life/life.ts';
import { ruleOfLife, ruleOfRecordedLife } from '../life/life-rules.ts';

const hotplugCase = v.object({
  hotplug: v.object({
    action: v.picklist(['hotadd', 'hotremove', 'hotmod']),
    type: v.picklist(['disk', 'nic']),
    device: v.record(v.string(), v.unknown()),
    seq: v.optional(v.number()),
    /** Whether it is asked first whether this is possible. */
    verify: v.optional(v.boolean(), false),
  }),
});

/** How long a guest of a case is waited for, which lets go of a device at once or never. */
const releaseMs = 100;

/** Devices that come, go and are changed while their guest runs. */
export const hotplug: Group = {
  name: 'hotplug',
  casesAtOnce: 4,
  modes: {
    hotplug: {
      answer: (given, world) => answerOf(() => plugged(given, world), ruleOfLife),
      ruleOf: ruleOfRecordedLife,
      meaningOf: hotplugMeaning,
    },
  },
};

async function plugged(given: object, world: World): Promise<object> {
  await using life = await liveInstance(given, world);
  const { hypervisor, instance, store } = life;
  const { action, type, device: asGiven, seq, verify } = v.parse(hotplugCase, life.given).hotplug;
  const before = new Set((await life.effectsSoFar()).map((effect) => JSON.stringify(effect)));
  if (verify) await hypervisor.verifyHotplugSupport(instance, action, type);
  const hvinfo = await change(life, { action, type, device: deviceOf(asGiven), seq });
  const effects = await life.effectsSoFar();
  const record = await store.read(instance.name);
  if (record === undefined) throw new Error('a hot-plug has lost the record');
  const open = life.openDescriptors().filter((name) => !name.includes('0.'));
  if (open.length > 0) throw new Error(`a hot-plug has left open: ${open.join(', ')}`);
  return {
    result: action === 'hotremove' ? hvinfo : null,
    effects: effects.filter((effect) => !before.has(JSON.stringify(effect))),
    runtime: JSON.parse(life.recorded(JSON.stringify(devicesOf(record.runtime)))),
  };
}

type Change = Pick<v.InferOutput<typeof hotplugCase>['hotplug'], 'action' | 'type' | 'seq'> & {
  readonly device: object;
};

async function change(
  { hypervisor, instance }: Life,
  { action, type, device, seq }: Change,
): Promise<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is wrong with it is found by kvmkit
  const asDevice = device as never;
  switch (action) {
    case 'hotadd':
      return (await hypervisor.hotAddDevice(instance, type, asDevice, {}, seq)).hvinfo;
    case 'hotremove':
      return (await hypervisor.hotDelDevice(instance, type, asDevice, { timeoutMs: releaseMs }, seq)).hvinfo;
    case 'hotmod':
      return (await hypervisor.hotModDevice(instance, type, asDevice, { timeoutMs: releaseMs }, seq)).hvinfo;
  }
}

/** The devices of Ganeti's runtime, of which nothing else changes. */
function devicesOf({ instance, placement }: InstanceRuntime): readonly unknown[] {
  const { disk_type: diskType, nic_type: nicType } = instance.hvparams;
  const nicDriver = nicType === 'paravirtual' ? 'virtio-net-pci' : nicType;
  return [
    [],
    instance.nics.map((nic, index) => ({ ...nic, ...placeOf(nicDriver, placement.nics[index]) })),
    {},
    instance.disks.map((disk, index) => [
      { ...disk, ...placeOf(diskDriver(diskType), placement.disks[index]) },
      disk.link,
      disk.uri ?? null,
    ]),
  ];
}

function placeOf(driver: string, placed: PlacedDevice | undefined): object {
  const address = placed === undefined ? {} : addressProperties(placed.address);
  return { hvinfo: { driver, id: placed?.id, ...address } };
}
