import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { NicSpec } from '@kvmkit/kvm-cmdline';
import { describe, expect } from 'vitest';

import { configureNics, deconfigureNics } from '../src/network/configure-nics.ts';
import { linuxNetwork } from '../src/network/ports.ts';
import { nicsOfWeb1, test } from './support/network-lab.ts';

describe('what a script of one’s own does', () => {
  const ext: Partial<NicSpec> = { nicparams: { mode: 'ext', link: '5' } };

  test('is done in place of kvmkit’s, by the same name and with the way to it', async ({
    network: { folder },
  }) => {
    const hook = join(folder, 'hook');
    await writeFile(
      hook,
      `#!/bin/sh\necho "$1 $ACTION $MODE $LINK $\{NIC_HOOK-}" >${folder}/told\ntest -f "$NIC_SCRIPT"\n`,
      { mode: 0o755 },
    );
    await configureNics(linuxNetwork({ hook }), nicsOfWeb1('tap7', ext));
    await expect(readFile(join(folder, 'told'), 'utf8')).resolves.toBe('tap7 up ext 5 \n');
    await deconfigureNics(linuxNetwork({ hook }), nicsOfWeb1('tap7', ext));
    await expect(readFile(join(folder, 'told'), 'utf8')).resolves.toBe('tap7 down ext 5 \n');
  });

  test('may be kvmkit’s in the end', async ({ network }) => {
    const hook = join(network.folder, 'hook');
    await writeFile(hook, '#!/bin/sh\nexec sh "$NIC_SCRIPT" "$1"\n', { mode: 0o755 });
    await expect(configureNics(linuxNetwork({ hook }), nicsOfWeb1('no-such-tap', {}))).rejects.toThrow(
      'the tap no-such-tap does not exist',
    );
  });

  test('cannot be done by what is no executable', async ({ network: { folder } }) => {
    const hook = join(folder, 'hook');
    await writeFile(hook, 'true\n', { mode: 0o644 });
    await expect(configureNics(linuxNetwork({ hook }), nicsOfWeb1('tap7', ext))).rejects.toThrow(
      `the hook ${hook} is there, but is no executable file`,
    );
  });

  test('is all that connects an ext NIC', async ({ network }) => {
    using tap = await network.openTap();
    const nics = nicsOfWeb1(tap.name, ext);
    await expect(configureNics(network.port, nics)).rejects.toThrow(
      'a NIC of mode ext is connected by a hook alone, and there is none',
    );
    await expect(deconfigureNics(network.port, nics)).resolves.toEqual([]);
  });
});
