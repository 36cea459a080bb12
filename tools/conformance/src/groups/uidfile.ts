import * as v from 'valibot';

// @boundaries-ignore the text of the file, which callers of the package read by its path
import { parseUidFile } from '../../../../packages/kvm-runtime-store/src/uid-file.ts';
import type { Group } from '../group.ts';

const uidFileCase = v.object({ content: v.nullish(v.string()) });

/** The uid that a guest's file names. */
export const uidfile: Group = {
  name: 'uidfile',
  modes: {
    uid_file: {
      answer: (given) => {
        const { content } = v.parse(uidFileCase, given);
        return { kind: 'result', result: { result: parseUidFile(content ?? '') ?? null } };
      },
    },
  },
};
