/** What one QEMU said about itself, as the file that is kept of it. */
export interface Recording {
  /** Such as `7.2`; of point releases, only one is recorded. */
  readonly version: string;
  readonly fullVersion: string;
  /** The names that `query-commands` gave, sorted. */
  readonly commands: readonly string[];
  /** What `query-qmp-schema` gave, in QEMU's order. */
  readonly schema: readonly SchemaEntry[];
}

/** One entry of `query-qmp-schema` (qapi/introspect.json SchemaInfo); a type's name is a number, other in each QEMU. */
export interface SchemaEntry {
  readonly name: string;
  readonly 'meta-type': 'builtin' | 'enum' | 'array' | 'object' | 'alternate' | 'command' | 'event';
  readonly features?: readonly string[];
  readonly 'arg-type'?: string;
  readonly 'ret-type'?: string;
  readonly 'allow-oob'?: boolean;
  readonly 'element-type'?: string;
  readonly 'json-type'?: string;
  readonly values?: readonly string[];
  readonly members?: readonly SchemaEntryMember[];
  readonly tag?: string;
  readonly variants?: readonly { readonly case: string; readonly type: string }[];
}

export interface SchemaEntryMember {
  /** Absent in an alternate. */
  readonly name?: string;
  /** Absent in an enum. */
  readonly type?: string;
  /** Present (as null) where the member may be left out. */
  readonly default?: null;
  readonly features?: readonly string[];
}

/** Renders a recording as JSON with one entry of the schema a line, so that a diff shows what changed in QEMU. */
export function renderRecording({ version, fullVersion, commands, schema }: Recording): string {
  return [
    `{"version": ${JSON.stringify(version)}, "fullVersion": ${JSON.stringify(fullVersion)},`,
    `"commands": [\n${renderLines(commands)}\n],`,
    `"schema": [\n${renderLines(schema)}\n]}\n`,
  ].join('\n');
}

function renderLines(items: readonly unknown[]): string {
  return items.map((item) => JSON.stringify(item)).join(',\n');
}

export function parseRecording(text: string): Recording {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own files
  return JSON.parse(text) as Recording;
}
