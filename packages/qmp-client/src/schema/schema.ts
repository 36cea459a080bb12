import type { SchemaInfo } from '../qapi.ts';
import { followSchemaPath, type SchemaPlace } from './schema-path.ts';

/**
 * QEMU's description of itself: which commands, events, members, values and features it knows.
 *
 * Ask it instead of comparing versions: distributions take features back and forth.
 */
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

  /**
   * Does this QEMU have what the path leads to?
   *
   * A path starts at a command or event and steps by `arg-type` and `ret-type`, by member names, by `+CASE` into the
   * variant for a tag's value, by `^VALUE` to a value of an enum, and by `$FEATURE` to a feature:
   * `blockdev-add/arg-type/+qcow2/data-file`, `set-action/arg-type/panic/^shutdown`, `migrate/arg-type/$deprecated`.
   */
  has(path: string): boolean {
    return this.at(path) !== undefined;
  }

  /** Where the same path leads: its features, and the type there. */
  at(path: string): SchemaPlace | undefined {
    return followSchemaPath((name) => this.#byName.get(name), path);
  }
}
