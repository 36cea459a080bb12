import { CapabilityError, parseCapabilities, type QemuCapabilities } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { answerOf, type Group } from '../group.ts';

const featuresCase = v.object({ env: v.optional(v.object({ kvm: v.optional(v.string(), '7.2') }), {}) });

const drivers = [
  'ide',
  'ide-hd',
  'scsi',
  'scsi-block',
  'scsi-cd',
  'scsi-generic',
  'scsi-hd',
  'sd',
  'virtio-blk-pci',
  'virtio-net-pci',
];

/** What a QEMU has, under the names of Ganeti's patterns. */
export const features: Group = {
  name: 'features',
  modes: {
    kvm_features: {
      answer: async (given, world) => {
        const texts = await world.qemuTexts(v.parse(featuresCase, given).env.kvm);
        return answerOf(
          () => featuresUnderGanetisNames(parseCapabilities(texts)),
          (error) => (error instanceof CapabilityError ? 'no version' : undefined),
        );
      },
    },
  },
};

function featuresUnderGanetisNames({ features: has, deviceTypes }: QemuCapabilities): object {
  return {
    acpi: has.noAcpi,
    auto_ro: has.autoReadOnly,
    boot: has.bootFlag,
    disable_kvm: has.disableKvm,
    display: has.display,
    drivers: Object.fromEntries(drivers.map((name) => [name, deviceTypes.includes(name)])),
    enable_kvm: has.enableKvm,
    machine: has.machine,
    netdev: has.netdev,
    qmp: has.qmp,
    runwith: has.runWith,
    sound: has.soundhw,
    spice: has.spice,
    uuid: has.uuid,
    vhost: has.vhost,
    virtio_net_queues: has.multiqueue,
  };
}
