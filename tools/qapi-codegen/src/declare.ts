import type { Declaration, DeclaredMember } from './declaration.ts';
import { propertyName } from './declaration.ts';
import { declareObject, type Writing } from './declare-object.ts';
import { describeExceptions, describePresence, describeVersions } from './describe-presence.ts';
import type { Knowledge } from './knowledge.ts';
import type { MergedCommand, MergedEnum, MergedSchema, MergedType } from './merged-schema.ts';
import { nameTypes } from './names.ts';
import { findInlined } from './references.ts';
import { TypeText } from './type-text.ts';

/** All that is generated, as declarations: sorted by name, and the same for the same schema. */
export interface Declared {
  readonly commands: readonly DeclaredMember[];
  readonly events: readonly DeclaredMember[];
  readonly types: readonly Declaration[];
}

/** Turns a merged schema into declarations. */
export function declareSchema(schema: MergedSchema, known: Knowledge): Declared {
  const names = nameTypes(schema, known.names);
  const text = new TypeText(schema, names, known.integers);
  const inlined = findInlined(schema);
  const writing: Writing = { versions: schema.versions, names, text, inlined };

  const commands = schema.commands.map((command) => declareCommand(command, writing));
  const events = schema.events.map((event) => ({
    doc: describePresence(event, schema.versions),
    head: propertyName(event.name),
    type: text.ofStart(`${event.name} data`, event.data, 'Empty'),
  }));
  const standalone = schema.types.filter((type) => type.kind !== 'object' || !inlined.has(type));
  const objects = standalone
    .filter((type) => type.kind !== 'enum')
    .flatMap((type) => declareType(type, writing));
  // Written last: only now it is known which enums are more than the tag of a union.
  const enums = standalone
    .filter((type) => type.kind === 'enum' && text.isMentioned(type))
    .flatMap((type) => declareType(type, writing));
  text.refuseUnreviewed();
  const types = [...objects, ...enums].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [name, same] of Map.groupBy(types, (type) => type.name)) {
    if (same.length > 1)
      throw new Error(`${same.length} types are called ${name}: known-names.ts must tell them apart`);
  }
  return { commands, events, types };
}

function declareCommand(command: MergedCommand, { versions, text }: Writing): DeclaredMember {
  const outOfBand = describeVersions(command.outOfBandIn, versions);
  const always = outOfBand === describeVersions(command.in, versions);
  const remarks = outOfBand === '' ? [] : [always ? 'out-of-band' : `out-of-band ${outOfBand}`];
  const takes = text.ofStart(`${command.name} arguments`, command.arguments, 'NoArguments');
  const gives = text.ofStart(`${command.name} returns`, command.returns, 'Empty');
  return {
    doc: describePresence(command, versions, remarks),
    head: propertyName(command.name),
    type: `{ arguments: ${takes}; returns: ${gives} }`,
  };
}

function declareType(type: MergedType, writing: Writing): readonly Declaration[] {
  switch (type.kind) {
    case 'object':
      return declareObject(type, writing);
    case 'enum':
      return [declareEnum(type, writing)];
    case 'alternate':
      return [
        {
          name: writing.names.get(type) ?? '',
          doc: describeVersions(type.in, writing.versions),
          form: {
            kind: 'alias',
            operator: '|',
            parts: type.choices.map((choice) => writing.text.ofMember(type, 'int', [choice])),
          },
        },
      ];
    default:
      return type satisfies never;
  }
}

/** Open: QEMU adds values, and a value of tomorrow is no reason not to compile. */
function declareEnum(type: MergedEnum, { names, versions }: Writing): Declaration {
  const exceptions = describeExceptions(type.values, type.in, versions);
  const usual = describeVersions(type.in, versions);
  return {
    name: names.get(type) ?? '',
    doc: exceptions === '' ? usual : `${usual}; ${exceptions}`,
    form: {
      kind: 'alias',
      operator: '|',
      parts: [...type.values.map(({ name }) => `'${name}'`), '(string & {})'],
    },
  };
}
