import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { defaultHvParams } from '@kvmkit/kvm-cmdline';
import {
  exportGanetiRuntime,
  importGanetiRuntime,
  parseGanetiRuntime,
  type GanetiRuntime,
} from '@kvmkit/kvm-runtime-store';
import { expect, test } from 'vitest';

import { argvMeaning } from '../src/argv-meaning.ts';
import { conformanceHome } from '../src/conformance-home.ts';

const folders = ['expected', 'expected-3.0', 'expected-head'].map((folder) =>
  join(conformanceHome(), folder),
);
const isHere = folders.every((folder) => existsSync(folder));

const root = '/run/ganeti/kvm-hypervisor';
const logDirectory = '/var/log/ganeti/kvm';

interface Recorded {
  readonly id: string;
  readonly text: string;
}

/** Every runtime file that Ganeti has written in a recorded case. */
function recordedRuntimes(): Recorded[] {
  const all = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, object>).map(
        ([id, result]) => ({ id: `${folder.split('/').at(-1)} ${id}`, result }),
      ),
    ),
  );
  return all.flatMap(({ id, result }) => {
    const runtime = 'runtime' in result ? result.runtime : undefined;
    return Array.isArray(runtime) ? [{ id, text: placed(JSON.stringify(runtime, withDefaults)) }] : [];
  });
}

function placed(text: string): string {
  return text
    .replaceAll('@RUN@', '/run/ganeti')
    .replaceAll('@LOG@', logDirectory)
    .replaceAll('@FIX@', '/fixtures');
}

function withDefaults(_key: string, value: unknown): unknown {
  const isShort = typeof value === 'object' && value !== null && '@DEFAULTS@' in value;
  return isShort ? { ...defaultHvParams, ...(value['@DEFAULTS@'] as object) } : value;
}

/** What a runtime says, whatever the order of its options; `-no-acpi` and `acpi=off` say the same. */
function meaningOf({ command, nics, hvparams, disks }: GanetiRuntime): object {
  const words = command.filter((word) => word !== '-no-acpi' && word !== '-S');
  const noAcpi = command.includes('-no-acpi');
  const { binary, options } = argvMeaning(
    words.map((word, index) => (noAcpi && words[index - 1] === '-machine' ? `${word},acpi=off` : word)),
  );
  return { binary, options, nics, hvparams: { ...defaultHvParams, ...hvparams }, disks };
}

/** What does not come back as it was, by its case and what there is to say of it. */
const wanted: readonly (readonly [id: RegExp, outcome: RegExp, reason: string])[] = [
  [/ upgrade-/, /kvm_cmd -machine: found nothing/, 'written for the recording: every Ganeti names a machine'],
  [/ start-(?:008|011)-/, /uuid: found .*"u(?:-1)?/, 'no UUID that any Ganeti has given an instance'],
  [/^expected-3\.0 start-10[578]-/, /disks\.0/, 'no storage that a QEMU reaches: this start has failed'],
  [/ start-263-/, /another/, 'a socket of VNC below a folder that nobody knows: it is left out'],
  [
    /^expected-head (?:start-14[69]|qemu-050)-/,
    /another/,
    'HEAD gives the NIC a boot index when it is executed, and may be told twice to boot from it',
  ],
];

function roundTrip(text: string): string {
  try {
    const record = importGanetiRuntime(text);
    const exported = exportGanetiRuntime(record, { root, logDirectory });
    const again = importGanetiRuntime(exported).runtime;
    const isSame =
      isDeepStrictEqual(meaningOf(parseGanetiRuntime(exported)), meaningOf(parseGanetiRuntime(text))) &&
      isDeepStrictEqual(again.placement, record.runtime.placement) &&
      isDeepStrictEqual(again.instance, record.runtime.instance);
    return isSame ? 'the same' : 'another';
  } catch (error) {
    return String(error);
  }
}

test('every runtime that Ganeti has written says the same when it was imported and exported', ({ skip }) => {
  skip(!isHere, `the recorded cases are not here: ${conformanceHome()}`);
  const outcomes = recordedRuntimes().map(({ id, text }) => ({ id, outcome: roundTrip(text) }));
  const others = outcomes.filter(({ outcome }) => outcome !== 'the same');
  const unwanted = others.filter(
    ({ id, outcome }) => !wanted.some(([ids, said]) => ids.test(id) && said.test(outcome)),
  );
  expect(unwanted).toEqual([]);
  const unused = wanted.filter(([ids]) => !others.some(({ id }) => ids.test(id)));
  expect(unused).toEqual([]);
  expect(outcomes.length - others.length).toBeGreaterThan(500);
});
