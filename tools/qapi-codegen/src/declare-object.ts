import type { Declaration, DeclaredMember } from './declaration.ts';
import { memberHead } from './declaration.ts';
import { describeExceptions, describePresence, describeVersions } from './describe-presence.ts';
import type { MergedMember, MergedObject, MergedVariant } from './merged-schema.ts';
import { pascalCase, type Names } from './names.ts';
import type { TypeText } from './type-text.ts';

/** What is needed to write a type. */
export interface Writing {
  readonly versions: readonly string[];
  readonly names: Names;
  readonly text: TypeText;
  /** Objects that are no types of their own, as they are only a case of one union. */
  readonly inlined: ReadonlySet<MergedObject>;
}

/** Objects that take any other member as well, which the schema does not say; and why they do. */
const openObjects: Readonly<Record<string, string>> = {
  DeviceAddArguments: 'Any property of the device, as `device-list-properties` tells them.',
};

/** An object without variants is an interface. One with variants is a union of interfaces, one for each kind of variant. */
export function declareObject(object: MergedObject, writing: Writing): readonly Declaration[] {
  return object.tag === undefined
    ? [declarePlain(object, writing)]
    : declareUnion(object, object.tag, writing);
}

function declarePlain(object: MergedObject, writing: Writing): Declaration {
  const name = nameOf(object, writing);
  const open = openObjects[name];
  const members = declareMembers(object, object.members, writing);
  const others =
    open === undefined ? [] : [{ doc: open, head: 'readonly [property: string]', type: 'unknown' }];
  return {
    name,
    doc: describeVersions(object.in, writing.versions),
    form: { kind: 'interface', extends: [], members: [...members, ...others] },
  };
}

function declareUnion(object: MergedObject, tag: string, writing: Writing): readonly Declaration[] {
  const name = nameOf(object, writing);
  const doc = describeVersions(object.in, writing.versions);
  const tagMember = object.members.find((member) => member.name === tag);
  const groups = [...Map.groupBy(object.variants, variantObject)];
  // What was a member of all in one QEMU and is one of some cases in another is written into these cases.
  const ofCases = new Set(groups.flatMap(([variant]) => variant?.members.map((member) => member.name) ?? []));
  const common = object.members.filter((member) => member !== tagMember && !ofCases.has(member.name));
  const moved = object.members.filter((member) => ofCases.has(member.name));
  const base = common.length > 0 ? [`${name}Base`] : [];

  const cases = groups.map(([variant, variants]) =>
    declareCase({ object, variant, variants, tag, base }, writing),
  );
  const tagDoc = tagMember === undefined ? doc : describePresence(tagMember, writing.versions);
  const unlisted: Declaration = {
    name: `${name}Unlisted`,
    doc: `A case that is not listed${tagMember?.required === true ? '' : ', or a QEMU that tells no case'}`,
    form: {
      kind: 'interface',
      extends: base,
      members: [
        {
          doc: tagDoc,
          head: memberHead(tag, tagMember?.required === true),
          type: tagMember?.required === true ? 'Unlisted' : 'Unlisted | undefined',
        },
        ...declareMembers(object, moved, writing),
        { doc: '', head: 'readonly [member: string]', type: 'unknown' },
      ],
    },
  };
  const declared = [...cases, unlisted];
  return [
    { name, doc, form: { kind: 'alias', operator: '|', parts: declared.map((one) => one.name) } },
    ...base.map((baseName): Declaration => ({
      name: baseName,
      doc: `What all cases of ${name} have`,
      form: { kind: 'interface', extends: [], members: declareMembers(object, common, writing) },
    })),
    ...declared,
  ];
}

interface Case {
  readonly object: MergedObject;
  /** Undefined if these cases have no members of their own. */
  readonly variant: MergedObject | undefined;
  readonly variants: readonly MergedVariant[];
  readonly tag: string;
  readonly base: readonly string[];
}

function declareCase({ object, variant, variants, tag, base }: Case, writing: Writing): Declaration {
  const values = variants.map((each) => `'${each.case}'`).sort();
  const tagMember = {
    doc: describeCases(object, variants, writing),
    head: memberHead(tag, true),
    type: values.join(' | '),
  };
  const doc = describeVersions(new Set(variants.flatMap((each) => [...each.in])), writing.versions);
  const name = nameOfCase(object, variant, variants, writing);
  if (variant !== undefined && !writing.inlined.has(variant)) {
    const variantName = nameOf(variant, writing);
    // Only interfaces can be extended.
    return variant.tag === undefined
      ? { name, doc, form: { kind: 'interface', extends: [...base, variantName], members: [tagMember] } }
      : {
          name,
          doc,
          form: {
            kind: 'alias',
            operator: '&',
            parts: [...base, variantName, `{ ${tagMember.head}: ${tagMember.type} }`],
          },
        };
  }
  // What is only sent may as well be asked for in full.
  const isSure = object.untoldIn.size === 0 || !writing.text.isReceived(object);
  const members =
    variant?.members.map((member) => ({ ...member, required: member.required && isSure })) ?? [];
  const own = variant === undefined ? [] : declareMembers(variant, members, writing);
  return { name, doc, form: { kind: 'interface', extends: base, members: [tagMember, ...own] } };
}

function nameOfCase(
  object: MergedObject,
  variant: MergedObject | undefined,
  variants: readonly MergedVariant[],
  writing: Writing,
): string {
  if (variant !== undefined && writing.inlined.has(variant)) return nameOf(variant, writing);
  const name = nameOf(object, writing);
  if (variant === undefined && variants.length > 1) return `${name}Bare`;
  return `${name}${pascalCase(variants[0]?.case ?? '')}`;
}

/** The one object that a variant is; in a QEMU where it is empty, it must do without its members. */
function variantObject(variant: MergedVariant): MergedObject | undefined {
  const objects = variant.type.flatMap((reference) =>
    reference.kind === 'type' && reference.type.kind === 'object' ? [reference.type] : [],
  );
  const [object, ...more] = objects;
  const isEmptySomewhere = variant.type.some(({ kind }) => kind === 'empty');
  if (more.length > 0 || (isEmptySomewhere && object?.members.some(({ required }) => required) === true)) {
    throw new Error(
      `the case ${variant.case} is not one object, but ${variant.type.length} that do not go together`,
    );
  }
  return object;
}

function declareMembers(
  object: MergedObject,
  members: readonly MergedMember[],
  writing: Writing,
): readonly DeclaredMember[] {
  return members.map((member) => {
    const type = writing.text.ofMember(object, member.name, member.type);
    return {
      doc: describePresence(member, writing.versions),
      head: memberHead(member.name, member.required),
      type: member.required || type === 'unknown' ? type : `${type} | undefined`,
    };
  });
}

function describeCases(object: MergedObject, variants: readonly MergedVariant[], writing: Writing): string {
  const none = new Set<number>();
  const items = variants.map((each) => ({
    name: each.case,
    in: each.in,
    deprecatedIn: none,
    unstableIn: none,
  }));
  const [first] = items;
  if (items.length === 1 && first !== undefined) return describePresence(first, writing.versions);
  const exceptions = describeExceptions(items, object.in, writing.versions);
  const usual = describeVersions(object.in, writing.versions);
  return exceptions === '' ? usual : `${usual}; ${exceptions}`;
}

function nameOf(object: MergedObject, { names }: Writing): string {
  const name = names.get(object);
  if (name === undefined)
    throw new Error(`an object of ${object.members.map((member) => member.name).join(', ')} has no name`);
  return name;
}
