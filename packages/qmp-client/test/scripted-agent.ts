import { duplexPair, type Duplex } from 'node:stream';

import { connectGuestAgent, type GuestAgent, type GuestAgentOptions } from '../src/index.ts';

/** The guest's end of a connection, which says what a test tells it to; it hears lines. */
export class ScriptedAgent {
  readonly clientEnd: Duplex;
  readonly end: Duplex;
  #heard: string[] = [];
  #rest = '';
  #wake: (() => void) | undefined;

  constructor() {
    [this.clientEnd, this.end] = duplexPair();
    this.end.setEncoding('latin1').on('error', () => {});
    this.end.on('data', (chunk: string) => {
      const lines = (this.#rest + chunk).split('\n');
      this.#rest = lines.pop() ?? '';
      this.#heard.push(...lines);
      this.#wake?.();
    });
  }

  /** The lines that came and were not asked for yet. */
  get unread(): readonly string[] {
    return this.#heard;
  }

  async nextLine(): Promise<string> {
    for (;;) {
      const line = this.#heard.shift();
      if (line !== undefined) return line;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }

  /** The id of the next line, which must be a synchronisation. */
  async nextSyncId(): Promise<number> {
    const line = await this.nextLine();
    const [, id] = /^\xff\{"execute":"guest-sync-delimited","arguments":\{"id":(\d+)\}\}$/.exec(line) ?? [];
    if (id === undefined) throw new Error(`expected a synchronisation, got ${line}`);
    return Number(id);
  }

  send(...parts: readonly (string | object)[]): void {
    const texts = parts.map((part) => (typeof part === 'string' ? part : `${JSON.stringify(part)}\n`));
    this.end.write(texts.join(''), 'latin1');
  }

  /** Answers the next synchronisation, with something before the answer if wanted. */
  async synchronise(before = ''): Promise<void> {
    this.send(before, '\xff', { return: await this.nextSyncId() });
  }
}

/** A client that has synchronised with a scripted agent. */
export async function connectScriptedAgent(
  options?: GuestAgentOptions,
  before?: string,
): Promise<{ peer: ScriptedAgent; agent: GuestAgent }> {
  const peer = new ScriptedAgent();
  const connecting = connectGuestAgent({ stream: peer.clientEnd }, options);
  await peer.synchronise(before);
  return { peer, agent: await connecting };
}
