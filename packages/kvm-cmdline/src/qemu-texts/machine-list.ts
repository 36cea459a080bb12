import type { MachineType } from '../capabilities.ts';

/** Reads what `-machine help` prints: a name a line, what it is, and in brackets its alias, default and deprecation. */
export function parseMachineList(text: string): MachineType[] {
  const lines = text.split('\n').filter((line) => /^\S/.test(line) && !line.startsWith(heading));
  const machines = lines.map(parseLine).filter(({ name }) => name !== '');
  const names = new Set(machines.map(({ name }) => name));
  const aliases = new Map<string, string>();
  for (const { name, aliasOf } of machines) {
    if (aliasOf !== undefined && names.has(aliasOf)) aliases.set(aliasOf, name);
  }
  return machines
    .filter(({ aliasOf }) => aliasOf === undefined || !names.has(aliasOf))
    .map(({ name, isDefault, deprecated }) => {
      const alias = aliases.get(name);
      return { name, ...(alias === undefined ? {} : { alias }), isDefault, deprecated };
    });
}

// softmmu/vl.c, now system/vl.c
const heading = 'Supported machines are:';

interface Line {
  readonly name: string;
  readonly aliasOf: string | undefined;
  readonly isDefault: boolean;
  readonly deprecated: boolean;
}

function parseLine(line: string): Line {
  const end = line.lastIndexOf('(default)');
  const [name = ''] = /^\S+/.exec(end === -1 ? line : line.slice(0, end)) ?? [];
  return {
    name,
    aliasOf: /\(alias of ([^)]+)\)/.exec(line)?.[1],
    isDefault: end !== -1,
    deprecated: line.includes('(deprecated)'),
  };
}
