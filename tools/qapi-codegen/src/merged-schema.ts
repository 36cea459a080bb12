/*
What several QEMUs have, as one schema. A type of it stands for the types of the single QEMUs that are found at the
same places; it has no name yet (names.ts gives it one).
*/

/** In which of the QEMUs something is, and what these say about it; versions are positions in {@link MergedSchema.versions}. */
export interface Presence {
  readonly in: ReadonlySet<number>;
  readonly deprecatedIn: ReadonlySet<number>;
  readonly unstableIn: ReadonlySet<number>;
}

export interface MergedSchema {
  /** Such as `7.2`, oldest first. */
  readonly versions: readonly string[];
  readonly commands: readonly MergedCommand[];
  readonly events: readonly MergedEvent[];
  readonly types: readonly MergedType[];
}

export interface MergedCommand extends Presence {
  readonly name: string;
  readonly outOfBandIn: ReadonlySet<number>;
  readonly arguments: TypeUse;
  readonly returns: TypeUse;
}

interface MergedEvent extends Presence {
  readonly name: string;
  readonly data: TypeUse;
}

/** What may stand at a place: one type, or several where QEMU changed its mind (a string that became an enum). */
export type TypeUse = readonly TypeReference[];

export type TypeReference =
  /** One of JSON's own types; `any` is any of them. */
  | { readonly kind: 'builtin'; readonly name: string }
  /** An object without members. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'array'; readonly element: TypeUse }
  | { readonly kind: 'type'; readonly type: MergedType };

export type MergedType = MergedObject | MergedEnum | MergedAlternate;

export interface MergedObject {
  readonly kind: 'object';
  readonly in: ReadonlySet<number>;
  readonly members: readonly MergedMember[];
  /** The member whose value says which variant it is; undefined if there are none. */
  readonly tag: string | undefined;
  readonly variants: readonly MergedVariant[];
  /** The QEMUs that have the tag and no variants yet: what a case has there is not told. */
  readonly untoldIn: ReadonlySet<number>;
}

export interface MergedMember extends Presence {
  readonly name: string;
  /** Present in every QEMU that has the object, and mandatory there. */
  readonly required: boolean;
  readonly type: TypeUse;
}

export interface MergedVariant {
  readonly case: string;
  readonly in: ReadonlySet<number>;
  readonly type: TypeUse;
}

export interface MergedEnum {
  readonly kind: 'enum';
  readonly in: ReadonlySet<number>;
  readonly values: readonly (Presence & { readonly name: string })[];
}

interface MergedAlternate {
  readonly kind: 'alternate';
  readonly in: ReadonlySet<number>;
  readonly choices: TypeUse;
}
