import { deviceId } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import type { Group } from '../group.ts';

const deviceIdCase = v.object({ type: v.picklist(['disk', 'nic']), uuid: v.string() });

/** A device's id, from its kind and UUID. */
export const devid: Group = {
  name: 'devid',
  modes: {
    device_id: {
      answer: (given) => {
        const { type, uuid } = v.parse(deviceIdCase, given);
        return { kind: 'result', result: { result: deviceId(type, uuid) } };
      },
    },
  },
};
