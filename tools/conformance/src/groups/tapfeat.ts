import {
  CapabilityError,
  defaultHvParams,
  hvParameters,
  parseCapabilities,
  queueOptions,
  renderOptions,
  tapFeatures,
} from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { answerOf, rulesByPattern, type Group } from '../group.ts';
import { optionMembers } from '../option-members.ts';

const settings = v.object({
  nic_type: v.optional(v.picklist(hvParameters.nic_type.valid), defaultHvParams.nic_type),
  vhost_net: v.optional(v.boolean(), defaultHvParams.vhost_net),
  virtio_net_queues: v.optional(v.number(), defaultHvParams.virtio_net_queues),
  vnet_hdr: v.optional(v.boolean(), defaultHvParams.vnet_hdr),
});
const tapFeaturesCase = v.object({
  hvparams: v.optional(settings, {}),
  env: v.optional(v.object({ kvm: v.optional(v.string(), '7.2') }), {}),
});
const tapFeaturesResult = v.looseObject({ tap_extra: v.string(), nic_extra: v.string() });

/** What a NIC's tap and device are asked for, from its settings and what the QEMU has. */
export const tapfeat: Group = {
  name: 'tapfeat',
  modes: {
    tap_features: {
      answer: async (given, world) => {
        const { hvparams, env } = v.parse(tapFeaturesCase, given);
        const capabilities = parseCapabilities(await world.qemuTexts(env.kvm));
        return await answerOf(() => {
          const { driver, vnetHdr, vhost, queues } = tapFeatures(hvparams, capabilities);
          return {
            features: { driver, vhost, vnet_hdr: vnetHdr, mq: [queues > 1, queues] },
            tap_extra: renderOptions(undefined, { vhost: vhost || undefined }),
            nic_extra: renderOptions(undefined, { ...queueOptions({ queues }) }),
          };
        }, ruleOfOurs);
      },
      ruleOf: rulesByPattern([
        [/^vhost_net is configured but it is not available/, 'hvparams.vhost_net'],
        [/^virtio_net_queues is configured but it is not available/, 'hvparams.virtio_net_queues'],
      ]),
      // Ganeti's begin with the comma that joins them to what stands before.
      meaningOf: (result) => {
        const { tap_extra, nic_extra, ...rest } = v.parse(tapFeaturesResult, result);
        return { ...rest, tap_extra: optionMembers(tap_extra), nic_extra: optionMembers(nic_extra) };
      },
    },
  },
};

function ruleOfOurs(error: Error): string | undefined {
  return error instanceof CapabilityError ? error.setting : undefined;
}
