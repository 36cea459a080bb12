import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { generatedFolder } from '../src/generated-folder.ts';
import { generate } from '../src/generate.ts';
import { knowledge } from '../src/knowledge.ts';
import { parseRecording, renderRecording, type Recording } from '../src/recording.ts';
import { readRecordings, recordingsFolder } from '../src/recordings-folder.ts';

const recordings = await readRecordings();

test('the files of the repository are exactly what `npm run codegen` makes of the recordings', async () => {
  const made = generate(recordings, knowledge);
  expect((await readdir(generatedFolder)).sort()).toEqual([...made.keys()].sort());
  for (const [file, text] of made) {
    expect(await readFile(join(generatedFolder, file), 'utf8')).toBe(text);
  }
});

test('what is made does not depend on the numbers that a QEMU gives its types', () => {
  expect(generate(recordings.map(renumber), knowledge)).toEqual(generate(recordings, knowledge));
});

const other = <Id extends string | undefined>(id: Id): Id => id?.replace(/^(\[?)(\d+)/, '$1t$2') as Id;

function renumber(recording: Recording): Recording {
  const schema = recording.schema.map((entry) => ({
    ...entry,
    name: other(entry.name),
    ...(entry['arg-type'] && { 'arg-type': other(entry['arg-type']) }),
    ...(entry['ret-type'] && { 'ret-type': other(entry['ret-type']) }),
    ...(entry['element-type'] && { 'element-type': other(entry['element-type']) }),
    ...(entry['meta-type'] !== 'enum' &&
      entry.members && { members: entry.members.map((member) => ({ ...member, type: other(member.type) })) }),
    ...(entry.variants && { variants: entry.variants.map((each) => ({ ...each, type: other(each.type) })) }),
  }));
  return { ...recording, schema: schema as Recording['schema'] };
}

test('a recording has one entry of the schema a line, and is written as it was read', async () => {
  for (const file of await readdir(recordingsFolder)) {
    const text = await readFile(join(recordingsFolder, file), 'utf8');
    const recording = parseRecording(text);
    expect(renderRecording(recording)).toBe(text);
    expect(text.split('\n').length).toBeGreaterThan(recording.schema.length + recording.commands.length);
  }
});

test('four QEMUs are recorded, the oldest first', () => {
  expect(recordings.map(({ version }) => version)).toEqual(['5.2', '7.2', '10.0', '11.1']);
});
