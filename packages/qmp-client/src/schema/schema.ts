import type { SchemaInfo } from '../commands.ts';

/** QEMU's description of itself: which commands, events, members and values it knows. */
export class QmpSchema {
  /** Everything, in QEMU's order; type names are masked (plain numbers) and differ between builds. */
  readonly entries: readonly SchemaInfo[];
  readonly #byName: ReadonlyMap<string, SchemaInfo>;

  constructor(entries: readonly SchemaInfo[]) {
    this.entries = entries;
    this.#byName = new Map(entries.map((entry) => [entry.name, entry]));
  }

  /** The command, event or type of that name. */
  find(name: string): SchemaInfo | undefined {
    return this.#byName.get(name);
  }
}
