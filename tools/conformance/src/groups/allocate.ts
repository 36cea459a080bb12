import {
  addressProperties,
  defaultHvParams,
  diskDriver,
  hvParameters,
  parseCapabilities,
  placeDevice,
  PlacementError,
  renderOptions,
  tapFeatures,
  type DeviceKind,
  type HvParams,
  type PlacedDevice,
} from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { answerOf, rulesByPattern, type Group, type World } from '../group.ts';
import { kvmSet } from '../kvm-set.ts';
import { optionMembers } from '../option-members.ts';
import { placementOf, placingParameters } from '../places-case.ts';

const allocateCase = v.object({
  allocate: v.array(
    v.variant('type', [
      v.object({
        type: v.literal('disk'),
        uuid: v.string(),
        hv_dev_type: v.optional(v.picklist(hvParameters.disk_type.valid)),
      }),
      v.object({
        type: v.literal('nic'),
        uuid: v.string(),
        hv_dev_type: v.optional(v.picklist(hvParameters.nic_type.valid)),
      }),
    ]),
  ),
});
const allocated = v.object({ devices: v.array(v.object({ hvinfo: v.unknown(), option: v.string() })) });

/** Where devices come to sit that are placed one after the other. */
export const allocate: Group = {
  name: 'allocate',
  modes: {
    allocate: {
      answer: async (given, world) => {
        const { allocate: requests } = v.parse(allocateCase, given);
        const capabilities = await capabilitiesOf(given, world);
        return answerOf(
          () => {
            const hvparams = placingParameters(given);
            let placement = placementOf(given);
            const devices = requests.map(({ type, uuid, hv_dev_type: ownType }) => {
              const settings = {
                ...hvparams,
                ...(ownType === undefined ? {} : { [`${type}_type`]: ownType }),
              };
              const device = placeDevice({ kind: type, uuid }, { hvparams: settings }, placement);
              placement =
                type === 'disk'
                  ? { ...placement, disks: [...placement.disks, device] }
                  : { ...placement, nics: [...placement.nics, device] };
              return recordedForm(device, driverOf(type, settings, capabilities));
            });
            return { devices };
          },
          (error) => (error instanceof PlacementError ? error.code : undefined),
        );
      },
      ruleOf: rulesByPattern([[/^(?:All slots occupied|No free slots available)/, 'BUS_FULL']]),
      // QEMU takes the properties of a device in any order.
      meaningOf: (result) =>
        v.parse(allocated, result).devices.map(({ hvinfo, option }) => [hvinfo, optionMembers(option)]),
    },
  },
};

function recordedForm({ id, address }: PlacedDevice, driver: string): object {
  const properties = { id, ...addressProperties(address) };
  return { hvinfo: { driver, ...properties }, option: renderOptions(driver, properties) };
}

type Capabilities = ReturnType<typeof parseCapabilities>;

function driverOf(kind: DeviceKind, hvparams: HvParams, capabilities: Capabilities): string {
  return kind === 'disk' ? diskDriver(hvparams.disk_type) : tapFeatures(hvparams, capabilities).driver;
}

async function capabilitiesOf(given: object, world: World): Promise<Capabilities> {
  return parseCapabilities(await world.qemuTexts(kvmSet(given, defaultHvParams.kvm_path)));
}
