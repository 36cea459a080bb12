import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

import { execa, type ResultPromise } from 'execa';

const repository = resolve(import.meta.dirname, '../..');
const command = resolve(repository, 'packages/cli/bin/kvmkit.js');

/** Where commands are typed and shown, with the time that each took. */
export class Stage {
  readonly times: [step: string, ms: number][] = [];
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  say(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  /** What a guest or a command says while others are typed. */
  quote(text: string): void {
    this.say(styleText('gray', `  ${text.trimEnd()}`, { stream: process.stdout }));
  }

  prompt(...args: string[]): void {
    this.say(styleText('bold', `\n$ npx kvmkit ${args.map(shown).join(' ')}`, { stream: process.stdout }));
  }

  /** Runs a command as a user would, to its end. */
  async kvmkit(...args: string[]): Promise<void> {
    this.prompt(...args);
    const began = performance.now();
    await execa(process.execPath, [command, ...args], {
      cwd: repository,
      stdio: ['ignore', 'inherit', 'inherit'],
      cancelSignal: this.#signal,
    });
    this.times.push([`kvmkit ${args.join(' ')}`, performance.now() - began]);
  }

  /** What a command prints, which is not shown. */
  async quietly(...args: string[]): Promise<{ stdout: string; exitCode?: number | undefined }> {
    return execa(process.execPath, [command, ...args], { cwd: repository, reject: false });
  }

  /** Starts a command whose streams are ours. */
  open(...args: string[]): ResultPromise<{ buffer: false }> {
    return execa(process.execPath, [command, ...args], {
      cwd: repository,
      cancelSignal: this.#signal,
      buffer: false,
    });
  }

  /**
   * Shows the console of a guest that is paused, resumes it, and shows every line up to the first that begins with
   * `last`: the console is joined before the guest runs, so that not one is missed. Then types `key` and waits for the
   * console's end.
   */
  async bootOnTheConsole(guest: string, { last, key }: { last: string; key: string }): Promise<void> {
    this.prompt('console', guest);
    const terminal = this.open('console', guest);
    // Its end by the key is awaited below; that by Ctrl-C is told by whoever gave the signal.
    terminal.catch(() => undefined);
    const lines = createInterface({ input: terminal.stdout });
    await this.kvmkit('resume', guest);
    const began = performance.now();
    for await (const line of lines) {
      this.quote(line);
      if (line.startsWith(last)) break;
    }
    this.#signal.throwIfAborted();
    this.times.push([`boot, to ${last} on the console`, performance.now() - began]);
    terminal.stdin.write(key);
    await terminal;
  }

  /** The process of a guest that runs. */
  async pidOf(guest: string): Promise<number> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- printed by our own command
    return (JSON.parse((await this.quietly('info', guest, '--json')).stdout) as { pid: number }).pid;
  }
}

/** As a shell takes it. */
function shown(word: string): string {
  return word.includes(' ') ? `'${word}'` : word;
}
