import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { readQemuVersions } from '@kvmkit-tools/qemu-versions';
import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { openUidPool, parseUidPool } from '@kvmkit/kvm-runtime-store';
import { afterAll, expect } from 'vitest';

import {
  InstanceError,
  openHypervisor,
  type DeviceInputs,
  type InstanceSpecInput,
  type KvmHypervisor,
} from '../src/index.ts';
import type { HostSettings } from '../src/settings.ts';
import type { MortalTask, Operation } from './faults/mortal-manager.ts';
import { connectedTaps, runMortalManager } from './faults/mortal-run.ts';
import { MortalTally } from './faults/mortal-tally.ts';
import { balanceAfterNextChange, letGoOfNicTooLate } from './support/device-balance.ts';
import { makeImage, test, type Lab } from './support/lab.ts';

/*
A manager in a process of its own dies, or the QEMU that it handles, at one step of what it does; then a fresh process
must find a guest that is whole, or none; a second start must not make a second QEMU; and a forced stop must leave no
process, tap, uid, lock or file. `npm test` takes a sample of the steps on one QEMU, `npm run test:faults` as many as
it is told on each, which by default are all of them.
*/
const wantedDeaths = Number(process.env['KVMKIT_FAULT_STREAMS'] ?? 0);
const onEveryQemu = wantedDeaths > 0;
// The same steps each time in `npm test`, so that what it says depends on the change that is tested.
const seed = Number(process.env['KVMKIT_SEED'] ?? (onEveryQemu ? Date.now() % 2 ** 31 : 1));
const kinds = 11;
const perKind = onEveryQemu ? Math.ceil(wantedDeaths / kinds / readQemuVersions().length) : 2;
const tally = new MortalTally(seed);
afterAll(() => tally.report());

describeEachQemu('whoever dies at a step', ({ binary, fullVersion }) => {
  if (!onEveryQemu && !isThisTurns(fullVersion)) {
    // oxlint-disable-next-line vitest/expect-expect -- it only says why it is skipped
    test('is left to npm run test:faults', ({ skip }) => skip('npm test takes one QEMU'));
    return;
  }
  for (const operation of ['start', 'stop', 'reboot', 'cleanup', 'hot-add', 'hot-del'] as const) {
    for (const victim of ['manager', 'qemu'] as const) {
      if (operation === 'cleanup' && victim === 'qemu') continue;
      test(
        `of a ${operation} (the ${victim}) leaves a guest that is whole or none, and nothing that is not given back`,
        async ({ lab }) => {
          const scene = await makeScene(lab, binary, operation);
          const { steps } = await scene.play(victim, 0);
          for (const step of chosenSteps(steps.length)) {
            const run = await scene.play(victim, step);
            tally.add({
              version: fullVersion,
              operation,
              victim,
              end: run.end,
              step: run.steps.at(step - 1),
            });
          }
        },
        onEveryQemu ? 600_000 : 60_000,
      );
    }
  }
});

/** In `npm test` it is the turn of one QEMU. */
function isThisTurns(version: string): boolean {
  const versions = readQemuVersions().map(({ fullVersion }) => fullVersion);
  return versions.indexOf(version) === seed % versions.length;
}

/** As many as are wanted, spread over all there are; which ones is another choice each time. */
function chosenSteps(count: number): readonly number[] {
  const wanted = Math.min(count, perKind);
  const first = seed % count;
  return Array.from(
    { length: wanted },
    (_, pick) => 1 + ((first + Math.floor((pick * count) / wanted)) % count),
  );
}

interface Scene {
  play(victim: MortalTask['victim'], dieAt: number): ReturnType<typeof runMortalManager>;
}

// Users of no entry anywhere, and of no other run of the tests, so that nothing else runs under them.
const firstUid = 2_000_000 + 4 * process.pid;
const uidPool = `${firstUid}-${firstUid + 3}`;

async function makeScene(lab: Lab, binary: string, operation: Operation): Promise<Scene> {
  const log = join(lab.folder, 'nics');
  const nicScript = join(lab.folder, 'nic-script');
  await writeFile(nicScript, `#!/bin/sh\necho "$ACTION $1" >>${log}\n`);
  await chmod(nicScript, 0o755);
  const settings: HostSettings = { nicScript, uidPool };
  const specification: InstanceSpecInput = {
    ...(await lab.tiny('mortal', {
      kvm_path: binary,
      security_model: 'pool',
      use_chroot: true,
      cpu_mask: '0',
      vhost_net: false,
      // QEMU takes such disks out without a guest that lets go of them, which this one does not.
      ...(operation.startsWith('hot-') ? { disk_type: 'scsi-hd' as const } : {}),
    })),
    nics: [{ uuid: '932df160-7a22-4067-a566-7e0ca8386133', mac: 'aa:00:00:35:d8:00' }],
  };
  const devices: DeviceInputs = {
    disk: { uuid: '000000d1-d15c-4000-8000-00000000abc1', link: await makeImage(lab, 'data') },
    nic: { uuid: '000000a1-01c0-4000-8000-00000000def1', mac: 'aa:00:00:35:d8:01' },
  };
  const hypervisor = openHypervisor({ root: lab.root, ...settings });

  return {
    async play(victim, dieAt) {
      const before = await setUp(lab, hypervisor, { specification, devices, operation });
      const run = await runMortalManager({
        root: lab.root,
        settings,
        operation,
        specification,
        devices,
        dieAt,
        victim,
        ...(before === undefined ? {} : { qemuPid: before }),
      });
      // Said with what is found, so that a failure names the step.
      const where = `${victim} died at step ${run.steps.at(dieAt - 1)}\n${run.stderr}`;
      if (dieAt === 0) expect(run).toMatchObject({ end: 'done' });
      if (operation.startsWith('hot-')) {
        const balance = await balanceAfterNextChange({ lab, hypervisor, devices, log });
        expect({ where, balance }).toEqual({ where, balance: [] });
      }
      expect({ where, found: await wholeOrNone(lab, hypervisor) }).toEqual({ where, found: 'whole or none' });
      expect({ where, found: await afterStart(lab, hypervisor, specification) }).toEqual({ where, found: 1 });
      await hypervisor.stopInstance('mortal', { force: true });
      const found = {
        freeUids: await freeUids(lab),
        processes: await lab.processes(),
        files: await lab.files(),
        connected: await connectedTaps(log),
      };
      const nothing = { freeUids: 4, processes: [], files: [], connected: new Map() };
      expect({ where, found }).toEqual({ where, found: nothing });
      return run;
    },
  };
}

/**
 * How many uids can be had. One that a manager has died with before it could say whose it is leaves an empty file,
 * which goes with the next who takes and gives it back.
 */
async function freeUids(lab: Lab): Promise<number> {
  const pool = openUidPool({ root: lab.root, pool: parseUidPool(uidPool) });
  const uids = await Promise.all(Array.from({ length: 4 }, () => pool.request({ doing: 'counting' })));
  for (const uid of uids) await uid.release();
  return new Set(uids.map(({ uid }) => uid)).size;
}

/** The guest that a stop or a reboot is about, or what is left of one for a clean-up; its pid. */
async function setUp(
  lab: Lab,
  hypervisor: KvmHypervisor,
  {
    specification,
    devices,
    operation,
  }: {
    readonly specification: InstanceSpecInput;
    readonly devices: DeviceInputs;
    readonly operation: Operation;
  },
): Promise<number | undefined> {
  if (operation === 'start') return undefined;
  const { pid } = await hypervisor.startInstance(specification);
  if (operation === 'hot-del') {
    await hypervisor.hotAddDevice('mortal', 'disk', devices.disk);
    await hypervisor.hotAddDevice('mortal', 'nic', devices.nic, {}, 0);
    await letGoOfNicTooLate({ lab, hypervisor, devices });
  }
  if (operation !== 'cleanup') return pid;
  process.kill(pid, 'SIGKILL');
  return undefined;
}

/** A QEMU that has just been started, or killed, takes a moment to be known, or to be gone. */
async function wholeOrNone(lab: Lab, hypervisor: KvmHypervisor): Promise<string> {
  let found = '';
  const look = async (): Promise<string> => {
    const info = await hypervisor.getInstanceInfo('mortal');
    const pids = await lab.processes();
    const isNone = pids.length === 0 && info?.pid === undefined;
    const isWhole =
      pids.length === 1 && info?.pid === pids[0] && /^(?:running|prelaunch)$/.test(info?.state ?? '');
    found = isNone || isWhole ? 'whole or none' : `${pids.length} processes, ${info?.state} as ${info?.pid}`;
    return found;
  };
  await expect
    .poll(look, { timeout: 10_000 })
    .toBe('whole or none')
    .catch(() => undefined);
  return found;
}

/** How many QEMUs there are after one more start, which is refused where there was one. */
async function afterStart(
  lab: Lab,
  hypervisor: KvmHypervisor,
  specification: InstanceSpecInput,
): Promise<unknown> {
  const outcome = await hypervisor.startInstance(specification).catch((error: unknown) => error);
  const isRefusal = outcome instanceof InstanceError && outcome.code === 'INSTANCE_RUNNING';
  if (outcome instanceof Error && !isRefusal) return outcome;
  return (await lab.processes()).length;
}
