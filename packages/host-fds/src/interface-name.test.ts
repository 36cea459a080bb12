import { expect, test } from 'vitest';

import { checkInterfaceName } from './interface-name.ts';

test.for(['', 'tap0', 'gnt.com.%d', 'a'.repeat(15), 'größe-15-byte'])('%o is a name', (name) => {
  expect(() => checkInterfaceName(name)).not.toThrow();
});

test.for(['a'.repeat(16), 'größe-16-bytes', '.', '..', 'a/b', 'a:b', 'a b', 'a\tb', 'a\u0000b'])(
  '%j is refused',
  (name) => {
    expect(() => checkInterfaceName(name)).toThrow(
      expect.objectContaining({ code: 'TAP_NAME_INVALID', interfaceName: name }),
    );
  },
);
