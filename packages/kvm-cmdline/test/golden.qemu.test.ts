import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';

import {
  buildCommandLine,
  buildRuntime,
  parseInstanceSpec,
  placeDevices,
  type DiskSpec,
  type Execution,
  type InstanceSpec,
} from '../src/index.ts';
import { executionIn, goldenCases, goldenSpec, recordedCapabilities } from './fixtures.ts';
import { oddText } from './odd-text.ts';
import { greetingOf, noQemu, qemuBinary, startQemu, type RunningQemu } from './qemu.ts';

const capabilities = recordedCapabilities();

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kvm-cmdline-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'ctrl'));
  mkdirSync(join(folder, 'pid'));
  return folder;
}

/** The same instance with its files below a folder of the test's own, where they are made. */
function movedInto(folder: string, instance: InstanceSpec): InstanceSpec {
  const { hvparams } = instance;
  return {
    ...instance,
    hvparams: {
      ...hvparams,
      kvm_path: qemuBinary,
      kernel_path: movedFile(folder, hvparams.kernel_path, bootableImage()),
      initrd_path: movedFile(folder, hvparams.initrd_path, new Uint8Array(1024)),
    },
    disks: instance.disks.map((disk) => ({ ...disk, link: movedDisk(folder, disk) })),
  };
}

function movedFile(folder: string, path: string, content: Uint8Array): string {
  if (path === '') return path;
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  return join(folder, path);
}

function movedDisk(folder: string, { link, dev_type: devType }: DiskSpec): string | null {
  if (link === null) return null;
  if (devType === 'plain') {
    // Stands in for a block device: QEMU takes character devices for `host_device` too.
    mkdirSync(dirname(join(folder, link)), { recursive: true });
    symlinkSync('/dev/zero', join(folder, link));
    return join(folder, link);
  }
  const path = movedFile(folder, link, new Uint8Array());
  truncateSync(path, 1024 * 1024);
  return path;
}

/** As much of a Linux kernel as QEMU looks at before the guest runs (Documentation/arch/x86/boot.rst). */
function bootableImage(): Uint8Array {
  const image = Buffer.alloc(64 * 1024);
  image.writeUInt8(1, 0x1f1); // setup_sects
  image.write('HdrS', 0x202, 'latin1');
  image.writeUInt16LE(0x020c, 0x206); // version of the boot protocol
  image.writeUInt32LE(0x37ff_ffff, 0x22c); // initrd_addr_max
  return image;
}

function start(instance: InstanceSpec, execution: Execution): Promise<RunningQemu> {
  const runtime = buildRuntime(instance, placeDevices(instance), capabilities);
  return startQemu(buildCommandLine(runtime, execution));
}

test.for(goldenCases)(
  'QEMU takes the command line of %s without a word and greets on each monitor',
  async (name, ctx) => {
    if (noQemu !== false) ctx.skip(noQemu);
    const folder = temporaryFolder();
    const instance = movedInto(folder, parseInstanceSpec(goldenSpec(name)));
    const execution = executionIn(folder, instance.name, 'tcg');
    await using qemu = await start(instance, execution);

    const { qmp, job, kvmd } = execution.paths;
    const greetings = await Promise.all([qmp, job, kvmd].map(greetingOf));
    expect(greetings.map((greeting) => Object.keys(greeting))).toEqual([['QMP'], ['QMP'], ['QMP']]);
    await expect(qemu.execute('query-name')).resolves.toEqual({ name: instance.name });
    await expect(qemu.execute('query-status')).resolves.toMatchObject({
      running: false,
      status: 'prelaunch',
    });
    await expect(qemu.quit()).resolves.toEqual({ status: 0, stderr: '' });
  },
);

test('the devices of a running QEMU sit where the placement says', async (ctx) => {
  if (noQemu !== false) ctx.skip(noQemu);
  const folder = temporaryFolder();
  const instance = movedInto(folder, parseInstanceSpec(goldenSpec('several-disks')));
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
      const instance = movedInto(folder, parseInstanceSpec(written));
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
