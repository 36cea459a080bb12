import type { JournalFacts, JournalPort } from '../../src/index.ts';

/** A journal that tells before and after each entry, and outlives its writer. */
export class MemoryJournal implements JournalPort {
  readonly entries: (JournalFacts & { readonly token: string })[] = [];
  /** Told before and after an entry is written; one that never returns is a writer that has died there. */
  watch: (when: 'before' | 'after', kind: string) => Promise<void> = async () => {};
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  get kinds(): string[] {
    return this.entries.map(({ kind }) => kind);
  }

  async append(facts: JournalFacts): Promise<string> {
    await this.watch('before', facts.kind);
    const token = `${this.#name}-${this.entries.length + 1}`;
    // As a file would: what is read is not what was written, but its text.
    this.entries.push(JSON.parse(JSON.stringify({ ...facts, token })) as (typeof this.entries)[number]);
    await this.watch('after', facts.kind);
    return token;
  }

  async read(): Promise<readonly (JournalFacts & { readonly token: string })[]> {
    return this.entries;
  }
}
