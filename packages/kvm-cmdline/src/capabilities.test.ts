import { expect, test } from 'vitest';

import { recordedReplies } from '../test/fixtures.ts';
import { capabilitiesFromQmp, formatQemuVersion } from './capabilities.ts';

test('the replies of QEMU 7.2.22 become its capabilities', () => {
  const capabilities = capabilitiesFromQmp(recordedReplies());
  expect(capabilities.version).toEqual({
    major: 7,
    minor: 2,
    micro: 22,
    package: 'Debian 1:7.2+dfsg-7+deb12u18+b3',
  });
  expect(capabilities.machineTypes.filter(({ alias }) => alias !== undefined)).toEqual([
    { name: 'pc-q35-7.2', alias: 'q35', isDefault: false, deprecated: false },
    { name: 'pc-i440fx-7.2', alias: 'pc', isDefault: true, deprecated: false },
  ]);
  expect(capabilities.machineTypes.find(({ name }) => name === 'pc-i440fx-1.4')).toEqual({
    name: 'pc-i440fx-1.4',
    isDefault: false,
    deprecated: true,
  });
  expect(capabilities.deviceTypes).toEqual(
    expect.arrayContaining(['ide-hd', 'virtio-blk-pci', 'virtio-balloon-pci']),
  );
  expect(capabilities.commandLineOptions).toMatchObject({
    sandbox: expect.arrayContaining(['enable', 'obsolete', 'spawn']),
    mon: expect.arrayContaining(['chardev', 'mode']),
  });
  expect(capabilities.commands).toEqual(expect.arrayContaining(['query-name', 'blockdev-add', 'migrate']));
});

test('nothing is lost and names are sorted, whatever order QEMU answers in', () => {
  const replies = recordedReplies();
  const capabilities = capabilitiesFromQmp(replies);
  expect(capabilities.machineTypes).toHaveLength(replies.machines.length);
  expect(capabilities.deviceTypes).toEqual(replies.devices.map(({ name }) => name).sort());
  expect(capabilities.commands).toEqual(replies.commands.map(({ name }) => name).sort());
  const backwards = {
    ...replies,
    devices: replies.devices.toReversed(),
    commands: replies.commands.toReversed(),
  };
  expect(capabilitiesFromQmp(backwards)).toEqual(capabilities);
});

test('capabilities are plain JSON, so that they can be kept', () => {
  const capabilities = capabilitiesFromQmp(recordedReplies());
  expect(JSON.parse(JSON.stringify(capabilities))).toEqual(capabilities);
});

test('the replies are left as they were', () => {
  const replies = recordedReplies();
  capabilitiesFromQmp(replies);
  expect(replies).toEqual(recordedReplies());
});

test('a version is written as QEMU prints it', () => {
  expect(formatQemuVersion(capabilitiesFromQmp(recordedReplies()).version)).toBe('7.2.22');
});
