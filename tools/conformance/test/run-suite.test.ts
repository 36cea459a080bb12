import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import type { Group } from '../src/group.ts';
import { runSuite } from '../src/run-suite.ts';
import { openSuite } from '../src/suite.ts';

/** A folder of recorded cases of our own making. */
function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kvmkit-conformance-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['cases', 'expected', 'kvm-texts']) mkdirSync(join(folder, name));
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

const doubled: Group = {
  name: 'double',
  modes: {
    double: {
      answer: (given) => {
        if (!('n' in given) || typeof given.n !== 'number') throw new TypeError('no number');
        return { kind: 'result', result: { result: 2 * given.n } };
      },
    },
    greet: {
      answer: async (_given, world) => ({
        kind: 'result',
        result: { result: await world.qemuTexts('old') },
      }),
    },
  },
};

test('each case gets a verdict, also those that nobody can answer', async () => {
  const folder = folderWith({
    'cases/double.json': [
      { id: 'match', mode: 'double', n: 2 },
      { id: 'differ', mode: 'double', n: 3 },
      { id: 'defect', mode: 'double', n: 'x' },
      { id: 'no-mode', mode: 'halve', n: 1 },
      { id: 'no-result', mode: 'double', n: 4 },
      { id: 'old', mode: 'double', n: 5 },
      { id: 'texts', mode: 'greet' },
    ],
    'expected/double.json': {
      match: { result: 4 },
      differ: { result: 7 },
      defect: { result: 0 },
      'no-mode': { result: 0 },
      old: { unsupported: true },
      texts: { result: { help: 'QEMU 1', machines: '', devices: '', isBroken: false } },
    },
    'cases/triple.json': [{ id: 'no-adapter', mode: 'triple', n: 1 }],
    'kvm-texts/sets.json': { old: { help: 'old.txt', device: { exit: 1, file: 'none.txt' } } },
    'kvm-texts/old.txt': 'QEMU 1',
    'kvm-texts/none.txt': '',
  });
  const suite = openSuite(join(folder, 'cases'), join(folder, 'expected'));
  const names = await suite.groupNames();
  expect(names).toEqual(['double', 'triple']);
  const outcomes = await runSuite(suite, names, [doubled], []);
  expect(
    outcomes.map(({ id, verdict }) => [id, verdict.kind, 'reason' in verdict ? verdict.reason : '']),
  ).toEqual([
    ['match', 'matched', ''],
    ['differ', 'different', 'result: Ganeti 7, kvmkit 6'],
    ['defect', 'different', 'no answer, but an error: TypeError: no number'],
    ['no-mode', 'unsupported', 'no adapter for the mode halve'],
    ['no-result', 'unsupported', 'no recorded result'],
    ['old', 'unsupported', 'the recorded Ganeti lacks the function'],
    ['texts', 'matched', ''],
    ['no-adapter', 'unsupported', 'no adapter for the group'],
  ]);
});
