import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { capabilitiesFromQmp, type CapabilityReplies, type Execution } from '../src/index.ts';
import type { QemuCapabilities } from '../src/index.ts';

/** What people write and what QEMU is given for it: `fixtures/CASE/{spec.json,argv.txt}`. */
export const fixtures: string = join(import.meta.dirname, '../fixtures');

export const goldenCases: readonly string[] = readdirSync(fixtures)
  .filter((name) => existsSync(join(fixtures, name, 'spec.json')))
  .sort();

export function goldenSpec(name: string): unknown {
  return JSON.parse(readFileSync(join(fixtures, name, 'spec.json'), 'utf8'));
}

/** The replies of a real QEMU 7.2.22, as it gave them. */
export function recordedReplies(): CapabilityReplies {
  const text = readFileSync(join(fixtures, 'qemu-7.2.22/probe.json'), 'utf8');
  return JSON.parse(text) as CapabilityReplies;
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
