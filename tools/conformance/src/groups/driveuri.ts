import { driveUri } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { placed } from '../given-parameters.ts';
import type { Group } from '../group.ts';

const access = v.optional(v.picklist(['kernelspace', 'userspace']), 'kernelspace');
const driveUriCase = v.object({
  disk: v.object({
    link: v.nullish(v.string(), null),
    uri: v.nullish(v.string(), null),
    params: v.optional(v.object({ access }), {}),
  }),
});
const recordedUri = v.object({ result: v.nullable(v.string()) });

/** Where QEMU finds a disk: a path of the host, or a URI. */
export const driveuri: Group = {
  name: 'driveuri',
  modes: {
    drive_uri: {
      answer: (given) => ({
        kind: 'result',
        result: { result: driveUri(v.parse(driveUriCase, given).disk) },
      }),
      meaningOf: (result) => placed(v.parse(recordedUri, result).result),
    },
  },
};
