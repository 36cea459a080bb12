import { expect, test } from 'vitest';

import { diffCommandLines } from './diff-command-lines.ts';

test.for<[left: string[], right: string[]]>([
  [[], []],
  [
    ['-m', '128', '-S'],
    ['-S', '-m', '128'],
  ],
  [
    ['-device', 'virtio-blk-pci,id=a,addr=0xc'],
    ['-device', 'virtio-blk-pci,addr=0xc,id=a'],
  ],
  [
    [
      '-blockdev',
      '{"driver":"raw","node-name":"a","file":{"driver":"file","filename":"/a,b"},"read-only":true}',
    ],
    ['-blockdev', 'driver=raw,node-name=a,read-only=on,file.driver=file,file.filename=/a,,b'],
  ],
  [['--enable-kvm'], ['-enable-kvm']],
  [
    ['-device', 'x,id=a', '-netdev', 'user,id=b'],
    ['-netdev', 'user,id=b', '-device', 'x,id=a'],
  ],
])('%j says what %j says', ([left, right]) => {
  expect(diffCommandLines(['qemu', ...left], ['qemu', ...right])).toEqual([]);
});

test('a changed member, a device of one side only and another binary are told apart', () => {
  const left = [
    'a',
    '-machine',
    'pc,accel=kvm',
    '-device',
    'disk,id=one,addr=0xc',
    '-device',
    'nic,id=two',
    '-S',
  ];
  const right = [
    'b',
    '-machine',
    'pc,accel=tcg',
    '-device',
    'disk,id=one,addr=0xd',
    '-device',
    'nic,id=three',
  ];
  expect(diffCommandLines(left, right)).toEqual([
    { option: '', which: 'binary', left: 'a', right: 'b' },
    { option: '-machine', which: '0', key: 'accel', left: 'kvm', right: 'tcg' },
    { option: '-device', which: 'two', left: 'nic,id=two', right: undefined },
    { option: '-device', which: 'three', left: undefined, right: 'nic,id=three' },
    { option: '-device', which: 'one', key: 'addr', left: '0xc', right: '0xd' },
    { option: '-S', which: '0', left: '', right: undefined },
  ]);
});

test('the order of devices counts, for those without an address get the next free one', () => {
  const left = ['qemu', '-device', 'x,id=a', '-device', 'x,id=b'];
  const right = ['qemu', '-device', 'x,id=b', '-device', 'x,id=a'];
  expect(diffCommandLines(left, right)).toEqual([
    { option: '-device', which: 'order', left: 'a, b', right: 'b, a' },
  ]);
});

test('commas of a text are no separators', () => {
  const left = ['qemu', '-append', 'root=/dev/vda1 console=ttyS0,38400'];
  const right = ['qemu', '-append', 'root=/dev/vda1 console=ttyS0,9600'];
  expect(diffCommandLines(left, right)).toEqual([
    { option: '-append', which: '0', left: left[2], right: right[2] },
  ]);
});
