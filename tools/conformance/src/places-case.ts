import {
  addressOfHvInfo,
  defaultHvParams,
  hvParameters,
  parseInstanceSpec,
  type HvParams,
  type InstanceSpec,
  type Placement,
} from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { givenParameters, placed } from './given-parameters.ts';

const device = v.looseObject({ uuid: v.string() });
const devicesCase = v.object({
  // Where the disk comes from is no part of a specification here.
  disks: v.optional(v.array(v.looseObject({ ...device.entries, link: v.nullish(v.string(), null) })), []),
  nics: v.optional(v.array(device), []),
});
const settings = v.object({
  kvm_pci_reservations: v.number(),
  disk_type: v.picklist(hvParameters.disk_type.valid),
  nic_type: v.picklist(hvParameters.nic_type.valid),
  scsi_controller_type: v.picklist(hvParameters.scsi_controller_type.valid),
});

/** The parameters of a case that say where devices sit. */
export function placingParameters(given: object): HvParams {
  return { ...defaultHvParams, ...v.parse(settings, givenParameters(given)) };
}

/** The devices that a case says are there, each where its `hvinfo` says. */
export function placementOf(given: object): Placement {
  const { disks, nics } = v.parse(devicesCase, given);
  const instance = parseInstanceSpec({
    name: 'inst1.example.com',
    uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
    disks: disks.map((disk) => ({ ...disk, link: placed(disk.link) })),
    nics,
  });
  return { disks: placesOf(instance.disks), nics: placesOf(instance.nics) };
}

function placesOf(devices: InstanceSpec['disks'] | InstanceSpec['nics']): Placement['disks'] {
  return devices.flatMap(({ uuid, hvinfo = {} }) => {
    const address = addressOfHvInfo(hvinfo);
    return address === undefined ? [] : { uuid, id: hvinfo.id ?? uuid, address };
  });
}
