import { expect, test } from 'vitest';

import { wantedHostWork } from './host-work.ts';
import { parseInstanceSpec } from './parse-instance-spec.ts';

const plain = { name: 'web1', uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10' };
const nic = { uuid: '932df160-7a22-4067-a566-7e0ca8386133', mac: 'aa:00:00:35:d8:00' };

test('a guest with the defaults asks nothing of its host but to be run', () => {
  expect(wantedHostWork(parseInstanceSpec(plain))).toEqual([]);
});

test('what asks for more says for what, with the setting that asks', () => {
  const instance = parseInstanceSpec({
    ...plain,
    hvparams: {
      cpu_mask: '0-1',
      migration_port: 9000,
      security_model: 'user',
      security_domain: 'vm',
      vga: 'std',
    },
    beparams: { minmem: 64, maxmem: 128 },
    nics: [nic],
  });
  expect(wantedHostWork(instance).map(({ work, setting }) => `${setting}: ${work}`)).toEqual([
    'hvparams.migration_port: migration',
    'hvparams.security_model: user',
    'hvparams.security_domain: user',
    'hvparams.cpu_mask: cpu-pinning',
    'beparams.minmem: ballooning',
    'nics: taps',
  ]);
});
