import { renderDeclaration, renderMember, type DeclaredMember } from './declaration.ts';
import { declareSchema } from './declare.ts';
import type { Knowledge } from './knowledge.ts';
import { mergeSchemas } from './merge.ts';
import type { Recording } from './recording.ts';

const basicTypes = `
/** Arguments of a command that has none. */
export type NoArguments = Readonly<Record<string, never>>;

/** The answer of a command that only says "done", and the data of an event that has none. */
export type Empty = Readonly<Record<string, never>>;

/**
 * The tag of a case that is not listed, as a newer QEMU may have one. Comparing a tag with a listed value narrows to
 * the case of that value; what is left when all were compared has this one. At run time it is any string: QEMU sends
 * nothing of this form, which is what keeps it apart. To send a case that is not listed, write \`'name' as Unlisted\`.
 */
export type Unlisted = \`\${string} (unlisted)\`;
`;

const aboutCommands = `
/**
 * The commands whose arguments and answers are typed, by their names on the wire: all of the QEMUs named above.
 *
 * Others can be executed as well, with an answer of type \`unknown\`; to type one, merge it into this interface.
 */
`;

const aboutEvents = `
/**
 * The events whose data is typed, by their names on the wire: all of the QEMUs named above.
 *
 * Others arrive with members of type \`unknown\`; to type one, merge it into this interface.
 */
`;

/** Makes the generated files of the recordings of several QEMUs, oldest first; by file name. */
export function generate(recordings: readonly Recording[], known: Knowledge): ReadonlyMap<string, string> {
  const { commands, events, types } = declareSchema(mergeSchemas(recordings, known.splits), known);
  const header = (title: string): string => renderHeader(title, recordings);
  const names = ['Empty', 'NoArguments', ...types.map(({ name }) => name)];
  return new Map([
    [
      'commands.gen.ts',
      header('The commands of QMP') +
        renderImports(names, commands) +
        renderMap('QmpCommands', aboutCommands, commands),
    ],
    [
      'events.gen.ts',
      header('The events of QMP') +
        renderImports(names, events) +
        renderMap('QmpEvents', aboutEvents, events),
    ],
    [
      'types.gen.ts',
      header('The types of QMP') + basicTypes + types.map((type) => `\n${renderDeclaration(type)}`).join(''),
    ],
  ]);
}

function renderHeader(title: string, recordings: readonly Recording[]): string {
  const versions = recordings.map(({ fullVersion }) => fullVersion);
  return `/*
${title}, made by \`npm run codegen\` of what QEMU ${versions.slice(0, -1).join(', ')} and ${versions.at(-1)} say
about themselves (tools/qapi-codegen): not to be edited.

A comment says which of them have a thing: \`7.2+\` is 7.2 and the newer ones, \`until 7.2\` is 7.2 and the older ones.
*/
`;
}

function renderImports(names: readonly string[], members: readonly DeclaredMember[]): string {
  const mentioned = new Set(members.flatMap(({ type }) => type.match(/[A-Za-z0-9]+/g) ?? []));
  const imported = names.filter((name) => mentioned.has(name)).sort();
  return `\nimport type {\n${imported.map((name) => `  ${name},\n`).join('')}} from './types.gen.ts';\n`;
}

function renderMap(name: string, about: string, members: readonly DeclaredMember[]): string {
  return `${about}export interface ${name} {\n${members.map(renderMember).join('')}}\n`;
}
