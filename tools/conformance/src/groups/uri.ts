import { parseStorageUri } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { rulesByPattern, type Group } from '../group.ts';

const uriCase = v.object({ uri: v.string() });

/** What a storage's URI is as a node of QEMU's block layer. */
export const uri: Group = {
  name: 'uri',
  modes: {
    storage_uri: {
      answer: (given) => {
        const node = parseStorageUri(v.parse(uriCase, given).uri);
        if (node !== undefined) return { kind: 'result', result: { result: node } };
        return { kind: 'refusal', rule: 'no storage', message: 'is no storage that QEMU reaches by itself' };
      },
      ruleOf: rulesByPattern([[/^Unsupported storage URI scheme/, 'no storage']]),
    },
  },
};
