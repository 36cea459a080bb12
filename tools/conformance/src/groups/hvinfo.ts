import { renderOptions } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import type { Group } from '../group.ts';
import { optionMembers } from '../option-members.ts';

const hvinfoCase = v.object({
  hvinfo: v.objectWithRest({ driver: v.string() }, v.union([v.string(), v.number(), v.boolean()])),
});
const rendered = v.object({ result: v.string() });

/** The value of `-device`, from a device's driver, id and address. */
export const hvinfo: Group = {
  name: 'hvinfo',
  modes: {
    hvinfo_str: {
      answer: (given) => {
        const { driver, ...properties } = v.parse(hvinfoCase, given).hvinfo;
        return { kind: 'result', result: { result: renderOptions(driver, properties) } };
      },
      // QEMU takes the properties of a device in any order.
      meaningOf: (result) => optionMembers(v.parse(rendered, result).result),
    },
  },
};
