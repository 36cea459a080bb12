import { once } from 'node:events';
import { createServer } from 'node:http';
import { userInfo } from 'node:os';
import { join } from 'node:path';

import { describe, expect } from 'vitest';

import { qemu, test, type Lab } from './support/lab.ts';

const good = { kvm_path: qemu, kernel_path: '' };

describe('parameters are checked', () => {
  test('without the host, with defaults for what is left out', async ({ lab }) => {
    await expect(lab.hypervisor.checkParameterSyntax(good)).resolves.toBeUndefined();
    await expect(lab.hypervisor.checkParameterSyntax({ migration_port: 0 })).rejects.toMatchObject({
      code: 'SPECIFICATION_INVALID',
      problems: [{ path: 'hvparams.migration_port', found: '0', rule: 'range' }],
    });
  });

  test.for<[name: string, value: (lab: Lab) => unknown, rule: string]>([
    ['kvm_path', () => '/nowhere/kvm', 'file'],
    ['kernel_path', ({ folder }) => folder, 'file'],
    ['vnc_x509_path', ({ folder }) => join(folder, 'nothing'), 'directory'],
    ['vnc_bind_address', () => 'no-such-if', 'vnc-address'],
    ['machine_version', () => 'pc-i440fx-99', 'machine-exists'],
    ['cdrom_image_path', () => 'http://localhost:1/a.iso', 'url-reachable'],
    ['initrd_path', () => '/a\0b', 'file'],
  ])('against this host: %s', async ([name, value, rule], { lab }) => {
    const given = { ...good, [name]: value(lab) };
    await expect(lab.hypervisor.validateParameters(given)).rejects.toMatchObject({
      code: 'SPECIFICATION_INVALID',
      problems: expect.arrayContaining([expect.objectContaining({ path: `hvparams.${name}`, rule })]),
    });
  });

  test('against this host, on which a user may exist or not', async ({ lab }) => {
    const user = { ...good, security_model: 'user' };
    const ours = { ...user, security_domain: userInfo().username };
    await expect(lab.hypervisor.validateParameters(ours)).resolves.toBeUndefined();
    const nobodys = { ...user, security_domain: '--help' };
    await expect(lab.hypervisor.validateParameters(nobodys)).rejects.toMatchObject({
      problems: [{ path: 'hvparams.security_domain', rule: 'user-exists' }],
    });
  });

  test('against this host, which has what they name', async ({ lab }) => {
    await using server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const sound = {
      ...good,
      vnc_bind_address: 'lo',
      vnc_x509_path: lab.folder,
      machine_version: 'q35',
      cdrom_image_path: `http://127.0.0.1:${port}/a.iso`,
    };
    await expect(lab.hypervisor.validateParameters(sound)).resolves.toBeUndefined();
  });

  test('and assessed', async ({ lab }) => {
    const advice = await lab.hypervisor.assessParameters({ ...good, cpu_type: 'host' });
    expect(advice.map(({ path, topic }) => `${path} ${topic}`)).toEqual([
      'hvparams.cpu_type host-cpu-type',
      'hvparams.migration_bandwidth default-bandwidth',
      'hvparams.machine_version machine-left-open',
    ]);
  });
});
