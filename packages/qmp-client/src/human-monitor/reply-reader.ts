/**
 * How the human monitor answers (util/readline.c, monitor/hmp.c; alike in QEMU 5.2 to 11.1):
 *
 * ```text
 *   <- QEMU 7.2.22 monitor - type 'help' for more information\r\n(qemu)
 *   -> info status\n
 *   <- i ESC[K ESC[D in ESC[K ESC[D ESC[D inf ESC[K ... info status ESC[K   each byte redraws the line
 *   <- \r\n VM status: running\r\n (qemu)                                     output, prompt
 *   -> p 93571038467320\n                                                    our mark: a number nobody can know
 *   <- p ESC[K ... p 93571038467320 ESC[K \r\n 0x551a3bfd6cb8\r\n (qemu)
 * ```
 *
 * Output may hold a prompt, and arrives cut anywhere. So a prompt at the end is only the moment to send the mark, and
 * what the mark's own echo follows is the end. The mark is not sent along with the command: some commands ask for a
 * password, and would take it for one.
 */

export const prompt = '(qemu) ';
const passwordPrompt = 'Password: ';

/** What the reader has come to: `prompt` wants the mark sent, `password` the password. */
export type ReplyState =
  | { readonly state: 'reading' | 'prompt' | 'password' }
  | { readonly state: 'done'; readonly output: string };

/** Takes a command's output out of what the monitor sends after the command. */
export class ReplyReader {
  readonly #markEnd: string;
  /** Bytes as characters of the same number, so that a cut inside a UTF-8 sequence does no harm. */
  #text = '';
  #echoed = false;
  #searchedTo = 0;

  /** `mark` is the command that will follow as the mark. */
  constructor(mark: string) {
    this.#markEnd = `${mark}\u001B[K\r\n`;
  }

  /** How much it holds. */
  get heldBytes(): number {
    return this.#text.length;
  }

  /** Its first bytes. */
  get excerpt(): string {
    return this.#text.slice(0, 200);
  }

  push(chunk: Buffer): ReplyState {
    this.#text += chunk.toString('latin1');
    if (!this.#skipEcho()) return { state: 'reading' };
    const mark = this.#text.indexOf(this.#markEnd, this.#searchedTo);
    if (mark === -1) {
      this.#searchedTo = Math.max(0, this.#text.length - this.#markEnd.length);
      return this.#readWithoutMark();
    }
    this.#searchedTo = mark;
    if (!this.#text.includes(prompt, mark)) return { state: 'reading' };
    // The mark's echo holds no prompt: the last one before it is the one that it was typed at.
    const bytes = Buffer.from(this.#text.slice(0, this.#text.lastIndexOf(prompt, mark)), 'latin1');
    return { state: 'done', output: bytes.toString('utf8').replaceAll('\r\n', '\n') };
  }

  /** The echo is one line, however long: a command has no control characters. It is 2 n² bytes, so it is not kept. */
  #skipEcho(): boolean {
    if (this.#echoed) return true;
    const end = this.#text.indexOf('\r\n');
    this.#echoed = end !== -1;
    this.#text = this.#text.slice(this.#echoed ? end + 2 : -1);
    return this.#echoed;
  }

  #readWithoutMark(): ReplyState {
    if (this.#text.endsWith(prompt)) return { state: 'prompt' };
    if (this.#text !== passwordPrompt) return { state: 'reading' };
    // The password is echoed as well, in asterisks.
    this.#echoed = false;
    this.#text = '';
    return { state: 'password' };
  }
}
