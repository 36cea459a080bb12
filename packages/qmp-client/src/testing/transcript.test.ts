import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { parseTranscript, renderTranscript } from './transcript.ts';

const recorded = readFileSync(new URL('../../test/fixtures/qemu-7.2/session.txt', import.meta.url), 'utf8');

test('a recorded session is parsed into who said what, and rendered again as it was', () => {
  const lines = parseTranscript(recorded);
  expect(lines[0]).toMatchObject({ from: 'server', text: expect.stringContaining('QMP'), lineNumber: 1 });
  expect(lines[1]).toEqual({
    from: 'client',
    text: '{"execute":"qmp_capabilities","id":"a"}',
    lineNumber: 2,
  });
  expect(renderTranscript(lines)).toBe(recorded);
});

test('comments and empty lines say nothing, and count as lines', () => {
  const text = renderTranscript([{ from: 'client', text: '{}' }], ['QEMU 7.2', 'a comment']);
  expect(text).toBe('# QEMU 7.2\n# a comment\n-> {}\n');
  expect(parseTranscript(`\n${text}`)).toEqual([{ from: 'client', text: '{}', lineNumber: 4 }]);
});

test('a message over several lines becomes one line of the same meaning', () => {
  const text = renderTranscript([{ from: 'server', text: '{\r\n    "return": {\r\n    }\r\n}' }]);
  expect(text).toBe('<- { "return": { } }\n');
});

test('a line of another kind is an error that names it', () => {
  expect(() => parseTranscript('# fine\n=> {}')).toThrow('line 2 of the transcript is "=> {}"');
});
