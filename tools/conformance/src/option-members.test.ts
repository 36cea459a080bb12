import { expect, test } from 'vitest';

import { optionMembers } from './option-members.ts';

test.for<[text: string, members: readonly string[]]>([
  ['', []],
  ['virtio-blk-pci,id=a,bus=b', ['virtio-blk-pci', 'bus=b', 'id=a']],
  [',vhost=on', ['vhost=on']],
  ['file=a,,b,readonly=on', ['file=a,b', 'readonly=on']],
  ['file=a,,,id=b', ['file=a,', 'id=b']],
])('the option string %j has the members %j', ([text, members]) => {
  expect(optionMembers(text)).toEqual(new Set(members));
});
