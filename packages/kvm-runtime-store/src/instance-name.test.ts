import { expect, test } from 'vitest';

import { InstanceNameError } from './errors.ts';
import { checkInstanceName, isInstanceName } from './instance-name.ts';

const rule =
  'letters, digits, ".", "_" and "-", the first a letter or digit, at most 200 of them, not ending in ".guest"';

test.for([
  ['an empty name', ''],
  ['the folder itself', '.'],
  ['the folder above', '..'],
  ['a name that climbs', '../x'],
  ['a path', 'a/b'],
  ['an absolute path', '/etc/passwd'],
  ['a backslash', String.raw`a\b`],
  ['NUL', 'a\0'],
  ['a newline at its end', 'web1\n'],
  ['a newline within', 'a\nb'],
  ['a blank', 'a b'],
  ['a leading dash', '-web1'],
  ['a leading dot', '.web1'],
  ['a leading underscore', '_web1'],
  ['a letter out of ASCII', 'käse'],
  ['a digit out of ASCII', 'web١'],
  ['201 characters', 'a'.repeat(201)],
  ['the name of another instance’s lock', 'web1.guest'],
] as const)('%s is refused', ([, name]) => {
  expect(isInstanceName(name)).toBe(false);
  expect(() => checkInstanceName(name)).toThrow(InstanceNameError);
  expect(() => checkInstanceName(name)).toThrow(
    expect.objectContaining({ name: 'InstanceNameError', code: 'INSTANCE_NAME_INVALID', instanceName: name }),
  );
});

test.for(['a', '7', 'web1', 'web1.example.com', 'A_b-c.D', 'guest', 'a..b', 'a'.repeat(200)])(
  '%s is a name',
  (name) => {
    expect(isInstanceName(name)).toBe(true);
    expect(() => checkInstanceName(name)).not.toThrow();
  },
);

test('the message shows the name, the beginning of a long one, and the rule', () => {
  expect(() => checkInstanceName('../x')).toThrow(`name: found "../x", allowed: ${rule}`);
  expect(() => checkInstanceName('x'.repeat(10_000))).toThrow(
    `name: found "${'x'.repeat(100)}…", allowed: ${rule}`,
  );
});
