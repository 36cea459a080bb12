import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  capabilitiesFromQmp,
  tapFeatures,
  type CapabilityReplies,
  type CapabilityTexts,
  type Execution,
  type InstanceSpec,
  type NicTap,
} from '../src/index.ts';
import type { QemuCapabilities } from '../src/index.ts';

/** What people write and what QEMU is given for it: `fixtures/CASE/{spec.json,argv.txt}`. */
export const fixtures: string = join(import.meta.dirname, '../fixtures');

export const goldenCases: readonly string[] = readdirSync(fixtures)
  .filter((name) => existsSync(join(fixtures, name, 'spec.json')))
  .sort();

export function goldenSpec(name: string): unknown {
  return JSON.parse(readFileSync(join(fixtures, name, 'spec.json'), 'utf8'));
}

/** What the host of a case knows besides its paths: `execution.json`, where there is one. */
export function goldenExecution(name: string): Partial<Execution> {
  const file = join(fixtures, name, 'execution.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Execution>) : {};
}

/** Descriptors for the taps of an instance, as if they had been opened. */
export function tapsOf({ nics, hvparams }: InstanceSpec, capabilities: QemuCapabilities): readonly NicTap[] {
  const { queues, vhost } = tapFeatures(hvparams, capabilities);
  const from = (first: number): number[] => Array.from({ length: queues }, (_, queue) => first + queue);
  return nics.map((_, nic) => ({ tapFds: from(10 + 20 * nic), vhostFds: vhost ? from(20 + 20 * nic) : [] }));
}

/** The versions of the QEMUs whose answers and texts are recorded (tools/qemu-versions/record-fixtures.ts). */
export const recordedQemus: readonly string[] = readdirSync(fixtures)
  .filter((name) => name.startsWith('qemu-'))
  .map((name) => name.slice('qemu-'.length))
  .sort();

/** What a real QEMU answered over QMP. */
export function recordedReplies(version = '7.2.22'): CapabilityReplies {
  return JSON.parse(readRecorded(version, 'probe.json')) as CapabilityReplies;
}

/** What it printed of itself. */
export function recordedTexts(version: string): CapabilityTexts {
  return {
    help: readRecorded(version, 'help.txt'),
    machines: readRecorded(version, 'machines.txt'),
    devices: readRecorded(version, 'devices.txt'),
  };
}

function readRecorded(version: string, file: string): string {
  return readFileSync(join(fixtures, `qemu-${version}`, file), 'utf8');
}

export function recordedCapabilities(version = '7.2.22'): QemuCapabilities {
  return capabilitiesFromQmp(recordedReplies(version));
}

/** An execution whose files lie below `root`. */
export function executionIn(
  root: string,
  fileName: string,
  accelerator: 'kvm' | 'tcg',
  capabilities: QemuCapabilities = recordedCapabilities(),
): Execution {
  const control = (suffix: string): string => join(root, 'ctrl', `${fileName}.${suffix}`);
  return {
    accelerator,
    paths: {
      pidFile: join(root, 'pid', fileName),
      monitor: control('monitor'),
      serial: control('serial'),
      qmp: control('qmp'),
      job: control('job'),
      kvmd: control('kvmd'),
      guestAgent: control('qga'),
    },
    sandbox: true,
    capabilities,
  };
}
