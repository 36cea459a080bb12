import type { Recording, SchemaEntry } from '../src/recording.ts';

const builtins = ['str', 'int', 'bool', 'null', 'any', 'number'].map((name): SchemaEntry => ({
  name,
  'meta-type': 'builtin',
  'json-type': name,
}));
const empty: SchemaEntry = { name: '0', 'meta-type': 'object', members: [] };

/** What a small QEMU would say about itself; type `0` is the empty object. */
export function recordingOf(version: string, entries: readonly SchemaEntry[]): Recording {
  const commands = entries.filter((entry) => entry['meta-type'] === 'command').map(({ name }) => name);
  return { version, fullVersion: `${version}.0`, commands, schema: [...entries, ...builtins, empty] };
}

export function command(name: string, args: string, returns: string): SchemaEntry {
  return { name, 'meta-type': 'command', 'arg-type': args, 'ret-type': returns };
}

/** `members` by name; a type with `?` may be left out. */
export function object(name: string, members: Readonly<Record<string, string>>): SchemaEntry {
  return {
    name,
    'meta-type': 'object',
    members: Object.entries(members).map(([member, type]) =>
      type.endsWith('?') ? { name: member, type: type.slice(0, -1), default: null } : { name: member, type },
    ),
  };
}

export function union(
  name: string,
  members: Readonly<Record<string, string>>,
  tag: string,
  variants: Readonly<Record<string, string>>,
): SchemaEntry {
  const cases = Object.entries(variants).map(([value, type]) => ({ case: value, type }));
  return { ...object(name, members), tag, variants: cases };
}

export function enumOf(name: string, ...values: string[]): SchemaEntry {
  return { name, 'meta-type': 'enum', values };
}

export function arrayOf(element: string): SchemaEntry {
  return { name: `[${element}]`, 'meta-type': 'array', 'element-type': element };
}
