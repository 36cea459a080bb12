import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  buildCommandLine,
  buildRuntime,
  parseInstanceSpec,
  placeDevices,
  resolveMachineType,
  type Execution,
  type InstanceSpec,
  type QemuCapabilities,
  type SpiceCertificates,
} from '../src/index.ts';
import {
  executionIn,
  goldenCases,
  goldenExecution,
  goldenSpec,
  recordedCapabilities,
  recordedQemus,
  tapsOf,
} from './fixtures.ts';
import { movedInto, temporaryFolder } from './golden-instance.ts';
import { makeCertificates } from './server-certificates.ts';
import { greetingOf, startQemu } from './qemu.ts';

const certificates = mkdtempSync(join(tmpdir(), 'kvm-cmdline-tls-'));
beforeAll(() => makeCertificates(certificates));
afterAll(() => rmSync(certificates, { recursive: true }));

describeEachQemu('golden command lines', ({ binary, fullVersion: version }) => {
  const isRecorded = recordedQemus.includes(version);

  test.for(goldenCases)('%s: QEMU takes it and greets on each monitor', async (name, ctx) => {
    ctx.skip(!isRecorded, `the capabilities of QEMU ${version} are not recorded`);
    const capabilities = recordedCapabilities(version);
    const instance = parseInstanceSpec(goldenSpec(name));
    const obstacle = whyNot(instance, capabilities, goldenExecution(name));
    ctx.skip(obstacle !== undefined, obstacle);
    const folder = temporaryFolder();

    const moved = movedInto(folder, binary, instance, certificates);
    const execution = executionOf({ folder, tls: certificates }, name, moved, capabilities);
    await using qemu = await startQemu(withoutTaps(commandLineOf(moved, execution, capabilities)));

    const { qmp, job, kvmd } = execution.paths;
    const greetings = await Promise.all([qmp, job, kvmd].map(greetingOf));
    expect(greetings.map((greeting) => Object.keys(greeting))).toEqual([['QMP'], ['QMP'], ['QMP']]);
    await expect(qemu.execute('query-name')).resolves.toEqual({ name: instance.name });
    await expect(qemu.execute('query-status')).resolves.toMatchObject({
      running: false,
      status: execution.incoming === undefined ? 'prelaunch' : 'inmigrate',
    });
    const { status, stderr } = await qemu.quit();
    expect({ status, complaints: complaintsIn(stderr) }).toEqual({ status: 0, complaints: [] });
  });
});

/** Why QEMU can not start a case here; `undefined` where it can. */
function whyNot(
  { hvparams }: InstanceSpec,
  { features, machineTypes }: QemuCapabilities,
  { user, chroot }: Partial<Execution>,
): string | undefined {
  if (hvparams.spice_bind !== '' && !features.spice) return 'this QEMU has no module for SPICE';
  const { machine_version: machine } = hvparams;
  const hasMachine = machineTypes.some(({ name, alias }) => name === machine || alias === machine);
  if (machine !== '' && !hasMachine) return `this QEMU has no machine ${machine}`;
  const needsRoot = user !== undefined || chroot !== undefined;
  return needsRoot && process.getuid?.() !== 0
    ? 'only root may change the user and the root of QEMU'
    : undefined;
}

function executionOf(
  { folder, tls }: { readonly folder: string; readonly tls: string },
  name: string,
  instance: InstanceSpec,
  capabilities: QemuCapabilities,
): Execution {
  const given = goldenExecution(name);
  // An interface of another host's: here it has the address that every host has.
  const display = given.display === undefined ? {} : { display: { address: '::1', family: 6 } as const };
  const spiceCertificates = instance.hvparams.spice_use_tls ? { spiceCertificates: spiceFiles(tls) } : {};
  const chroot = given.chroot === undefined ? undefined : join(folder, given.chroot);
  if (chroot !== undefined) mkdirSync(chroot, { recursive: true });
  return {
    ...executionIn(folder, instance.name, 'tcg', capabilities),
    taps: tapsOf(instance, capabilities),
    ...given,
    ...display,
    ...spiceCertificates,
    ...(chroot === undefined ? {} : { chroot }),
  };
}

function commandLineOf(
  instance: InstanceSpec,
  execution: Execution,
  capabilities: QemuCapabilities,
): readonly string[] {
  const machineType = resolveMachineType(instance.hvparams.machine_version, capabilities);
  const runtime = buildRuntime(instance, placeDevices(instance, machineType), capabilities);
  return buildCommandLine(runtime, execution);
}

function spiceFiles(tls: string): SpiceCertificates {
  return {
    caFile: join(tls, 'ca-cert.pem'),
    keyFile: join(tls, 'server-key.pem'),
    certFile: join(tls, 'server-cert.pem'),
  };
}

/** Taps need a right that tests do not have: a port of a hub stands in for each. */
function withoutTaps(argv: readonly string[]): readonly string[] {
  return argv.map((word) =>
    word.replace(/^type=tap,id=([^,]+),.*$/, (_, id: string) => `hubport,id=${id},hubid=0`),
  );
}

/** What QEMU said but for what goes away one day, for sound that this host has not, and for the ports without a tap. */
function complaintsIn(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !/deprecated|alsa|audio|hub 0/i.test(line));
}
