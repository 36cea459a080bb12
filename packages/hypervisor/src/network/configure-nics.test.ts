import type { NicSpec } from '@kvmkit/kvm-cmdline';
import { describe, expect, test } from 'vitest';

import { NicScriptError } from '../errors.ts';
import { configureNics, deconfigureNics } from './configure-nics.ts';
import type { NicScriptCall } from './run-nic-script.ts';

const instance = { name: 'web1', tags: [] };

function nicsOf(...modes: readonly NonNullable<NicSpec['nicparams']['mode']>[]) {
  return modes.map((mode, index) => ({
    index,
    tap: `tap${index}`,
    nic: {
      uuid: `000000a${index}-01c0-4000-8000-00000000def0`,
      mac: 'aa:00:00:35:d8:00',
      nicparams: { mode },
    },
  }));
}

/** A host on which these runs fail, each as `up 0`. */
function hostWhere(...failing: readonly string[]) {
  const runs: string[] = [];
  const runScript = async (call: NicScriptCall): Promise<void> => {
    const run = `${call.action} ${call.nic}`;
    const phase = call.environment['MIGRATION_PHASE'];
    runs.push(phase === undefined ? run : `${run} ${phase}`);
    if (failing.includes(run)) {
      throw new NicScriptError({ ...call, script: '/s', how: 'ended with status 1', output: 'no br0\n' });
    }
  };
  return { runs, runScript };
}

describe('NICs are connected', () => {
  test('in their order', async () => {
    const host = hostWhere();
    await expect(
      configureNics(host, { instance, nics: nicsOf('bridged', 'routed', 'ext') }),
    ).resolves.toEqual([]);
    expect(host.runs).toEqual(['up 0', 'up 1', 'up 2']);
  });

  test('all or none: the first failure takes down what was done, the half of its own included', async () => {
    const host = hostWhere('up 1', 'down 0');
    const nics = nicsOf('bridged', 'ext', 'bridged');
    await expect(configureNics(host, { instance, nics })).rejects.toMatchObject({
      code: 'NIC_SCRIPT_FAILED',
      name: 'NicScriptError',
      nic: 1,
      message: `connecting NIC 1 (tap1) of web1 failed: /s ended with status 1: no br0
taken down again: NIC 1; taking down failed too: NIC 0`,
    });
    expect(host.runs).toEqual(['up 0', 'up 1', 'down 1', 'down 0']);
  });

  test('before a move but for routes, and what only a script can do may fail', async () => {
    const host = hostWhere('up 1');
    const nics = nicsOf('routed', 'ext', 'openvswitch', 'bridged');
    const warnings = await configureNics(host, { instance, nics }, { migrationPhase: 'pre' });
    expect(warnings.map(({ nic }) => nic)).toEqual([1]);
    expect(host.runs).toEqual(['up 1 pre', 'up 2', 'up 3']);
  });

  test('before a move, or it does not take place', async () => {
    const host = hostWhere('up 1');
    const nics = nicsOf('bridged', 'bridged', 'bridged');
    await expect(configureNics(host, { instance, nics }, { migrationPhase: 'pre' })).rejects.toThrow('NIC 1');
    expect(host.runs).toEqual(['up 0', 'up 1', 'down 1', 'down 0']);
  });

  test('after a move as far as possible, for the guest runs', async () => {
    const host = hostWhere('up 0', 'up 2');
    const nics = nicsOf('routed', 'bridged', 'routed', 'ext');
    const warnings = await configureNics(host, { instance, nics }, { migrationPhase: 'post' });
    expect(warnings.map(({ nic }) => nic)).toEqual([0, 2]);
    expect(host.runs).toEqual(['up 0 post', 'up 2 post', 'up 3 post']);
  });

  test('unless something else than a script fails: that is thrown as it is', async () => {
    const mistake = new TypeError('a mistake');
    const host = { runScript: () => Promise.reject(mistake) };
    await expect(configureNics(host, { instance, nics: nicsOf('bridged') })).rejects.toBe(mistake);
  });
});

test('all NICs are taken down, the last first, whatever fails', async () => {
  const host = hostWhere('down 1');
  const failures = await deconfigureNics(host, { instance, nics: nicsOf('bridged', 'routed', 'ext') });
  expect(host.runs).toEqual(['down 2', 'down 1', 'down 0']);
  expect(failures.map(({ message }) => message)).toEqual([
    'taking down NIC 1 (tap1) of web1 failed: /s ended with status 1: no br0',
  ]);
});
