import {
  defaultHvParams,
  diskBlockNode,
  hvParameters,
  parseCapabilities,
  renderNested,
} from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { givenParameters, placed } from '../given-parameters.ts';
import type { Group } from '../group.ts';
import { jsonMembers } from '../json-members.ts';
import { optionMembers } from '../option-members.ts';

const stringCase = v.object({ data: v.record(v.string(), v.unknown()) });
const deviceCase = v.object({
  devid: v.string(),
  disk: v.object({
    dev_type: v.picklist(['file', 'sharedfile', 'plain', 'drbd', 'blockdev', 'rbd', 'ext', 'gluster']),
    link: v.nullish(v.string(), null),
    uri: v.nullish(v.string(), null),
    params: v.optional(
      v.object({ access: v.optional(v.picklist(['kernelspace', 'userspace']), 'kernelspace') }),
      {},
    ),
  }),
});
const settings = v.object({
  disk_cache: v.picklist(hvParameters.disk_cache.valid),
  disk_aio: v.picklist(hvParameters.disk_aio.valid),
  disk_discard: v.picklist(hvParameters.disk_discard.valid),
});
const blockdevResult = v.object({ result: v.string() });
const deviceResult = v.object({ blockdev: v.unknown(), option: v.string() });

// Ganeti adds `auto-read-only` later, where there is such a thing; this QEMU has none.
const capabilities = parseCapabilities({ help: 'QEMU 7.2.22', machines: '', devices: '' });

/** The block node of a disk, and how it is written. */
export const blockdev: Group = {
  name: 'blockdev',
  modes: {
    blockdev_string: {
      answer: (given) => ({
        kind: 'result',
        result: { result: renderNested(v.parse(stringCase, given).data) },
      }),
      meaningOf: (result) => writtenMembers(v.parse(blockdevResult, result).result),
    },
    block_device: {
      answer: (given) => {
        const { devid, disk } = v.parse(deviceCase, given);
        const hvparams = v.parse(settings, { ...defaultHvParams, ...givenParameters(given) });
        const node = diskBlockNode({ ...disk, link: placedText(disk.link) }, devid, hvparams, capabilities);
        return { kind: 'result', result: { blockdev: node, option: renderNested(node) } };
      },
      meaningOf: (result) => {
        const { blockdev: node, option } = v.parse(deviceResult, result);
        return [new Set(jsonMembers(node).map(placed)), writtenMembers(option)];
      },
    },
  },
};

function placedText(text: string | null): string | null {
  return text === null ? null : String(placed(text));
}

/** As members, whichever of QEMU's two notations it is. */
function writtenMembers(text: string): ReadonlySet<unknown> {
  const members = text.startsWith('{') ? jsonMembers(JSON.parse(text)) : [...optionMembers(text)];
  return new Set(members.map(placed));
}
