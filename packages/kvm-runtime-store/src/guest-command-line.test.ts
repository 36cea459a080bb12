import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';

import { parseGuestCommandLine, type GuestCommandLine } from './guest-command-line.ts';

test.for<[argv: string, says: GuestCommandLine]>([
  ['kvm -name web1 -m 512 -smp 2 -pidfile /p', { name: 'web1', memoryMiB: 512, vcpus: 2, pidFile: '/p' }],
  ['kvm -name web1,debug-threads=on', { name: 'web1' }],
  ['kvm -name guest=web1,process=x', { name: 'web1' }],
  ['kvm -name debug-threads=on,guest=web1', { name: 'web1' }],
  ['kvm -name debug-threads=on', {}],
  ['kvm -name a,,b,process=x', { name: 'a,b' }],
  ['kvm -name web1 -name web2', { name: 'web2' }],
  ['kvm -m 512M', { memoryMiB: 512 }],
  ['kvm -m 2G,slots=4,maxmem=8G', { memoryMiB: 2048 }],
  ['kvm -m size=1.5g', { memoryMiB: 1536 }],
  ['kvm -m 1048575k', { memoryMiB: 1023 }],
  ['kvm -m 1048576b', { memoryMiB: 1 }],
  ['kvm -m much', {}],
  ['kvm -m -1', {}],
  ['kvm -smp 4,cores=2', { vcpus: 4 }],
  ['kvm -smp cores=2,cpus=4', { vcpus: 4 }],
  ['kvm -smp cores=2,threads=2', {}],
  ['kvm -smp 0x2', {}],
  ['kvm -machine pc,accel=kvm', { accelerator: 'kvm' }],
  ['kvm -M accel=tcg', { accelerator: 'tcg' }],
  ['kvm -machine pc,accel=kvm --machine accel=tcg', { accelerator: 'tcg' }],
  ['kvm -machine pc,accel=kvm -machine usb=on', { accelerator: 'kvm' }],
  ['kvm -machine kvm', {}],
  ['kvm -machine pc,accel=kvm:tcg', {}],
  ['kvm -machine pc,accel=tcg --enable-kvm', {}],
  ['kvm -machine pc -accel kvm', {}],
  ['kvm -machine pc,accel=tcg -readconfig more', {}],
  ['kvm -machine', {}],
  ['kvm -name', {}],
  ['kvm -m', {}],
  ['-name', {}],
  ['bash -c x', {}],
  ['kvm -name -m 512', { name: '-m' }],
  ['', {}],
])('of %j is read %j', ([argv, says]) => {
  expect(parseGuestCommandLine(argv.split(' '))).toEqual(says);
});

test('no command line makes it throw, and what it reads is a number of its unit', () => {
  const words = constantFrom('-name', '-m', '-smp', '-pidfile', ',', '=', 'size=9e9T', 'cpus=', '__proto__');
  assert(
    property(array(oneof(words, string())), (argv) => {
      const { memoryMiB = 0, vcpus = 0 } = parseGuestCommandLine(argv);
      expect(Number.isSafeInteger(memoryMiB) && Number.isSafeInteger(vcpus)).toBe(true);
    }),
  );
});
