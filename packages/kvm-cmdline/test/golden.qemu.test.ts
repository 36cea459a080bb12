import { join } from 'node:path';

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  buildCommandLine,
  buildRuntime,
  parseInstanceSpec,
  placeDevices,
  type Execution,
  type InstanceSpec,
} from '../src/index.ts';
import { executionIn, goldenSpec, recordedCapabilities } from './fixtures.ts';
import { movedInto, temporaryFolder } from './golden-instance.ts';
import { oddText } from './odd-text.ts';
import { makeCertificates } from './server-certificates.ts';
import { noQemu, qemuBinary, startQemu, type RunningQemu } from './qemu.ts';

const capabilities = recordedCapabilities();

function start(instance: InstanceSpec, execution: Execution): Promise<RunningQemu> {
  const runtime = buildRuntime(instance, placeDevices(instance), capabilities);
  return startQemu(buildCommandLine(runtime, execution));
}

test('the devices of a running QEMU sit where the placement says', async (ctx) => {
  if (noQemu !== false) ctx.skip(noQemu);
  const folder = temporaryFolder();
  const instance = movedInto(folder, qemuBinary, parseInstanceSpec(goldenSpec('several-disks')));
  await using qemu = await start(instance, executionIn(folder, 'vm', 'tcg'));
  for (const { id, address } of placeDevices(instance).disks) {
    const path = `/machine/peripheral/${id}`;
    // The property is device and function in one number.
    const slot = 'slot' in address ? address.slot : Number.NaN;
    await expect(qemu.execute('qom-get', { path, property: 'addr' })).resolves.toBe(slot * 8);
    await expect(qemu.execute('qom-get', { path, property: 'drive' })).resolves.toBe(id);
  }
});

test('odd texts come back from QEMU unchanged, as name, kernel arguments and file of a disk', async (ctx) => {
  if (noQemu !== false) ctx.skip(noQemu);
  const folder = temporaryFolder();
  const property = fc.asyncProperty(
    oddText(4096),
    oddText(4096),
    oddText(200),
    async (name, kernelArgs, file) => {
      const link = join('/srv', `disk${file.replaceAll('/', '_')}`);
      const written = {
        name,
        uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10',
        hvparams: { kernel_args: kernelArgs, root_path: null, serial_console: false },
        disks: [{ uuid: '51a3bd5e-6f7c-4a39-8a52-1a8ad3b8f0d6', link }],
      };
      const instance = movedInto(folder, qemuBinary, parseInstanceSpec(written));
      await using qemu = await start(instance, executionIn(folder, 'vm', 'tcg'));
      await expect(qemu.execute('query-name')).resolves.toEqual({ name });
      await expect(qemu.execute('qom-get', { path: '/machine', property: 'append' })).resolves.toBe(
        kernelArgs,
      );
      const nodes = await qemu.execute('query-named-block-nodes', { flat: true });
      expect(nodes).toContainEqual(expect.objectContaining({ drv: 'file', file: join(folder, link) }));
    },
  );
  await fc.assert(property, {
    numRuns: 12,
    examples: [
      [',', ',', ','],
      ['a=b,c=d', 'a=b,c=d', 'a=b,c=d'],
      ['help', '?', 'json:{}'],
      [','.repeat(4096), '"'.repeat(4096), ','.repeat(200)],
      ['漢😀'.repeat(585), String.raw`\" '$(x)' %s %n`, 'é, "x"\n\t'],
    ],
  });
});

test('odd paths come back from QEMU unchanged: kernel, initrd, root, sockets and certificates of VNC', async (ctx) => {
  if (noQemu !== false) ctx.skip(noQemu);
  const certificates = temporaryFolder();
  makeCertificates(certificates);
  const paths = fc.tuple(oddPart(200), oddPart(200), oddPart(200), oddPart(28), oddPart(200));
  const property = fc.asyncProperty(paths, async ([kernel, initrd, root, sockets, tls]) => {
    const folder = temporaryFolder();
    const written = {
      name: 'a',
      uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10',
      hvparams: {
        kernel_path: `/k/${kernel}`,
        initrd_path: `/i/${initrd}`,
        root_path: root,
        kernel_args: '',
        serial_console: false,
        vnc_bind_address: `/v/${sockets}`,
        vnc_tls: true,
        vnc_x509_path: `/t/${tls}`,
      },
      network_port: 11_000,
    };
    const instance = movedInto(folder, qemuBinary, parseInstanceSpec(written), certificates);
    await using qemu = await start(instance, executionIn(folder, 'vm', 'tcg'));
    const told = await Promise.all(
      [
        ['/machine', 'kernel'],
        ['/machine', 'initrd'],
        ['/machine', 'append'],
        ['/objects/vnctls0', 'dir'],
      ].map(([path, name]) => qemu.execute('qom-get', { path, property: name })),
    );
    const { kernel_path, initrd_path, vnc_x509_path, vnc_bind_address } = instance.hvparams;
    expect(told).toEqual([kernel_path, initrd_path, `root=${root}`, vnc_x509_path]);
    const server = expect.objectContaining({ service: `${vnc_bind_address}/a.vnc`, family: 'unix' });
    await expect(qemu.execute('query-vnc-servers')).resolves.toEqual([
      expect.objectContaining({ server: [server] }),
    ]);
  });
  await fc.assert(property, {
    numRuns: 6,
    examples: [
      [[',', ',', ',', ',', ',']],
      [['a=b,c=d', 'a=b,c=d', 'a=b,c=d', 'a=b,c=d', 'a=b,c=d']],
      [['é "\'漢', '\n\\', ' ', '😀 \t"', '%s$(x)']],
    ],
  });
});

/** A name within a folder. */
function oddPart(limitBytes: number): fc.Arbitrary<string> {
  return oddText(limitBytes).map((text) => `x${text.replaceAll('/', '_')}`);
}
