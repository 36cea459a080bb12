/** One line of a transcript: who said it, and exactly what. */
export interface TranscriptLine {
  readonly from: 'client' | 'server';
  readonly text: string;
  /** Where it stands in the transcript, from 1; for messages to people. */
  readonly lineNumber: number;
}

const arrows = { client: '-> ', server: '<- ' } as const;

/**
 * Reads a transcript in the notation of QEMU's specification of QMP: a message a line, `-> ` from client to server,
 * `<- ` from server to client; empty lines and those that begin with `#` say nothing.
 *
 * @throws TypeError for any other line.
 *
 * @example
 * ```text
 * # QEMU 7.2
 * <- {"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": ""}, "capabilities": ["oob"]}}
 * -> {"execute":"qmp_capabilities","id":1}
 * <- {"return": {}, "id": 1}
 * ```
 */
export function parseTranscript(text: string): readonly TranscriptLine[] {
  return text.split(/\r?\n/).flatMap((line, index): TranscriptLine[] => {
    const lineNumber = index + 1;
    if (line.trim() === '' || line.startsWith('#')) return [];
    if (line.startsWith(arrows.client)) return [{ from: 'client', text: line.slice(3), lineNumber }];
    if (line.startsWith(arrows.server)) return [{ from: 'server', text: line.slice(3), lineNumber }];
    throw new TypeError(
      `line ${lineNumber} of the transcript is ${JSON.stringify(line.slice(0, 80))}, expected one that begins with "-> ", "<- " or "#"`,
    );
  });
}

/** Writes a transcript that {@link parseTranscript} reads; each of `comments` becomes a line at its beginning. */
export function renderTranscript(
  lines: readonly Pick<TranscriptLine, 'from' | 'text'>[],
  comments: readonly string[] = [],
): string {
  const messages = lines.map(({ from, text }) => {
    // Only between tokens can a message have line ends, where a blank means the same.
    return `${arrows[from]}${text.replaceAll(/[\r\n]+ */g, ' ')}`;
  });
  return [...comments.map((comment) => `# ${comment}`), ...messages, ''].join('\n');
}
