import { expect, test } from 'vitest';

import { hoistOptions } from './hoist-options.ts';

test.for([
  ['list', 'list'],
  ['--json list', 'list --json'],
  ['--root /r list', 'list --root=/r'],
  ['--root=/r --json stop web1 --force', 'stop --root=/r --json web1 --force'],
  // A value is never taken for a command, nor a command for a value.
  ['--root stop stop web1', 'stop --root=stop web1'],
  ['--root list', ''],
  ['--root --json list', 'list --root=--json'],
  ['stop --timeout 5 --json', 'stop --timeout 5 --json'],
  // The last one counts.
  ['--root /a --root=/b list', 'list --root=/b'],
  ['--root /a --json list --root=/b --json', 'list --root=/b --json'],
  // What follows -- is left alone, and no option.
  ['--json info -- --json', 'info --json -- --json'],
  ['--json -- list', '-- --json list'],
  // Without a command there is nothing to do.
  ['', ''],
  ['--json', ''],
  ['--json --root', ''],
  // Help and the version are no commands, yet need no other words.
  ['--json --help', '--help --json'],
  ['--root /r -V', '-V --root=/r'],
  ['help', '--help'],
  ['--json help stop', 'stop --help'],
  ['help --json stop', 'stop --help'],
  ['help fly', 'fly --help'],
  // A group's command has two words.
  ['--json hotplug del-nic web1 0', 'hotplug del-nic --json web1 0'],
  ['--json hotplug --help', 'hotplug --help'],
  ['help hotplug add-disk', 'hotplug add-disk --help'],
  // What is unknown stays in front, to be refused there.
  ['--force --json stop web1', '--force --json stop web1'],
])('%s becomes %s', ([given = '', expected = '']) => {
  expect(hoistOptions(split(given))).toEqual(split(expected));
});

function split(line: string): string[] {
  return line === '' ? [] : line.split(' ');
}
