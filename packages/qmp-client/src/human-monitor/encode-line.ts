/** What readline keeps of a line (include/qemu/readline.h); it drops the rest without a word. */
const longestLineBytes = 4095;

/**
 * The bytes of a line as the monitor will read them.
 *
 * @throws TypeError for what the monitor would take for something else: control characters complete, edit or end the
 * line, and 0x9B begins a key's code (util/readline.c), also inside a character such as `ě`.
 */
export function encodeLine(line: string): Buffer {
  if (!line.isWellFormed()) throw new TypeError('the line for the human monitor holds a lone surrogate');
  const bytes = Buffer.from(line);
  if (bytes.length > longestLineBytes) {
    throw new TypeError(
      `the line for the human monitor has ${bytes.length} bytes, of which it would drop those after ${longestLineBytes}`,
    );
  }
  const at = bytes.findIndex((byte) => byte < 0x20 || byte === 0x7f || byte === 0x9b);
  if (at !== -1) {
    const code = bytes[at]?.toString(16).padStart(2, '0');
    throw new TypeError(
      `the line for the human monitor has the byte 0x${code} at ${at}, which it takes for a key or the line's end`,
    );
  }
  return bytes;
}

/** What errors call a command: its first words only, as a password may follow. */
export function nameOfLine(line: string): string {
  const [first = '', second] = line.trim().split(/\s+/);
  return first === 'info' && second !== undefined ? `info ${second}` : first;
}
