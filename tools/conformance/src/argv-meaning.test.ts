import { expect, test } from 'vitest';

import { argvMeaning, withoutIncoming } from './argv-meaning.ts';
import { isArgvBut, withRunWith } from './argv-changes.ts';

test.for<[left: string[], right: string[]]>([
  [
    ['-daemonize', '-D', '/log', '-S'],
    ['-S', '-S', '-sandbox', 'on'],
  ],
  [
    ['-qmp', 'unix:/a.qmp,server,nowait'],
    ['-qmp', 'unix:/a.qmp,server=on,wait=off', '-qmp', 'unix:/a.job,server=on'],
  ],
  [
    ['-M', 'pc-0.12'],
    ['-machine', 'pc-0.12'],
  ],
  [
    ['-netdev', 'type=tap,id=a,fd=@TAP1.2@'],
    ['-netdev', 'tap,fd=1102,id=a'],
  ],
  [
    ['-blockdev', 'driver=raw,cache.direct=on,file.driver=file,file.filename=/a'],
    ['-blockdev', '{"driver":"raw","cache":{"direct":true},"file":{"driver":"file","filename":"/a"}}'],
  ],
  [
    ['-append', 'root=/dev/vda1  ro'],
    ['-append', 'root=/dev/vda1 ro'],
  ],
])('%j means what %j means', ([left, right]) => {
  expect(argvMeaning(['kvm', ...left])).toEqual(argvMeaning(['kvm', ...right]));
});

test.for<[left: string[], right: string[]]>([
  [
    ['-device', 'a', '-device', 'b'],
    ['-device', 'b', '-device', 'a'],
  ],
  [
    ['-device', 'a,x=1'],
    ['-device', 'a,x=2'],
  ],
  [
    ['-drive', 'file=a,,b'],
    ['-drive', 'file=a,b'],
  ],
  [['-S'], []],
])('%j does not mean what %j means', ([left, right]) => {
  expect(argvMeaning(['kvm', ...left])).not.toEqual(argvMeaning(['kvm', ...right]));
});

test('a receiver is compared without how it waits', () => {
  const [waiting, frozen] = [
    ['-incoming', 'tcp:h:1'],
    ['-S', '-incoming', 'defer'],
  ].map((words) => withoutIncoming(argvMeaning(['kvm', ...words])));
  expect(waiting).toEqual(frozen);
});

test('a wanted change excuses itself and nothing beside it', () => {
  const recorded = { argv: ['kvm', '-m', '128', '-runas', 'vm'] };
  const verdict = (...words: string[]): boolean =>
    isArgvBut(withRunWith)({ kind: 'result', result: { argv: ['kvm', ...words] } }, recorded);
  expect(verdict('-m', '128', '-run-with', 'user=vm')).toBe(true);
  expect(verdict('-m', '129', '-run-with', 'user=vm')).toBe(false);
  expect(verdict('-m', '128', '-run-with', 'user=other')).toBe(false);
});
