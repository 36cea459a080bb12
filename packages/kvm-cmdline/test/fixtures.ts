import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  capabilitiesFromQmp,
  type CapabilityReplies,
  type CapabilityTexts,
  type Execution,
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

export function recordedCapabilities(): QemuCapabilities {
  return capabilitiesFromQmp(recordedReplies());
}

/** An execution whose files lie below `root`. */
export function executionIn(root: string, fileName: string, accelerator: 'kvm' | 'tcg'): Execution {
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
    },
    sandbox: true,
  };
}
