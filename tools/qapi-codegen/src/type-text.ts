import type { KnownIntegers } from './knowledge.ts';
import { readIntegerWidths, type IntegerWidths } from './integer-widths.ts';
import type { MergedSchema, MergedType, TypeReference, TypeUse } from './merged-schema.ts';
import type { Names } from './names.ts';
import { startsOf, typesIn, usesOf } from './references.ts';

/** Writes types as TypeScript, and remembers what it was asked for. */
export class TypeText {
  readonly #names: Names;
  readonly #received: ReadonlySet<MergedType>;
  readonly #mentioned = new Set<MergedType>();
  readonly #reviewed: IntegerWidths;
  readonly #usedReviews = new Set<string>();
  readonly #unreviewed: string[] = [];

  constructor(schema: MergedSchema, names: Names, integers: KnownIntegers) {
    this.#names = names;
    this.#received = findReceived(schema);
    this.#reviewed = readIntegerWidths(integers);
  }

  /** The type of a member of `owner`. */
  ofMember(owner: MergedType, member: string, use: TypeUse): string {
    const integer = this.#received.has(owner)
      ? (): string => this.#integer(`${this.#names.get(owner)} ${member}`)
      : (): string => 'number | bigint';
    return this.#write(use, integer);
  }

  /** What a command takes or returns, or an event brings; `empty` is the type of nothing. */
  ofStart(place: string, use: TypeUse, empty: string): string {
    const something = use.filter(({ kind }) => kind !== 'empty');
    return something.length === 0 ? empty : this.#write(something, () => this.#integer(`${place} int`));
  }

  /** Does QEMU send it, or is it only sent to QEMU? */
  isReceived(type: MergedType): boolean {
    return this.#received.has(type);
  }

  isMentioned(type: MergedType): boolean {
    return this.#mentioned.has(type);
  }

  /** @throws Error if integers were met that known-integers.ts does not say, or it says more than there are. */
  refuseUnreviewed(): void {
    const stale = [...this.#reviewed.keys()].filter((member) => !this.#usedReviews.has(member));
    if (this.#unreviewed.length > 0 || stale.length > 0) {
      throw new Error(
        `known-integers.ts must say whether these are wide or narrow: ${this.#unreviewed.join(', ') || 'none'}; ` +
          `it lists without need: ${stale.join(', ') || 'none'}`,
      );
    }
  }

  #integer(member: string): string {
    const width = this.#reviewed.get(member);
    if (width === undefined) this.#unreviewed.push(member);
    this.#usedReviews.add(member);
    return width === 'wide' ? 'number | bigint' : 'number';
  }

  #write(use: TypeUse, integer: () => string): string {
    // A string that became an enum, or one of several choices, is covered by these: they take any string as well.
    const coversString = use.some(
      ({ kind, ...rest }) => kind === 'type' && 'type' in rest && takesAnyString(rest.type),
    );
    return use
      .filter((reference) => !(coversString && reference.kind === 'builtin' && reference.name === 'str'))
      .map((reference) => this.#writeOne(reference, integer))
      .join(' | ');
  }

  #writeOne(reference: TypeReference, integer: () => string): string {
    switch (reference.kind) {
      case 'array': {
        const element = this.#write(reference.element, integer);
        return `readonly ${element.includes(' ') ? `(${element})` : element}[]`;
      }
      case 'empty':
        return 'Empty';
      case 'type':
        this.#mentioned.add(reference.type);
        return this.#names.get(reference.type) ?? 'never';
      case 'builtin':
        return reference.name === 'int' ? integer() : builtinText(reference.name);
      default:
        return reference satisfies never;
    }
  }
}

function builtinText(name: string): string {
  const texts: Readonly<Record<string, string>> = {
    str: 'string',
    number: 'number',
    bool: 'boolean',
    null: 'null',
    any: 'unknown',
  };
  const text = texts[name];
  if (text === undefined) throw new Error(`QEMU has a new builtin type, ${name}`);
  return text;
}

function takesAnyString(type: MergedType): boolean {
  if (type.kind === 'enum') return true;
  return (
    type.kind === 'alternate' &&
    type.choices.some((choice) => choice.kind === 'builtin' && choice.name === 'str')
  );
}

/** The types of what QEMU sends; the others are only ever sent to it. */
function findReceived(schema: MergedSchema): ReadonlySet<MergedType> {
  const starts = startsOf(schema).filter(({ place }) => !place.endsWith(' arguments'));
  const received = new Set(starts.flatMap(({ use }) => typesIn(use)));
  // A set can grow while it is walked.
  for (const type of received) {
    for (const { use } of usesOf(type)) for (const used of typesIn(use)) received.add(used);
  }
  return received;
}
