import { readIntegerWidths, type IntegerWidths } from './integer-widths.ts';
import type { KnownIntegers } from './knowledge.ts';
import type { MergedObject, MergedType, TypeReference, TypeUse } from './merged-schema.ts';
import type { Names } from './names.ts';

/** Compares what a QEMU sent with the types that are generated. */
export class ValueChecker {
  readonly #names: Names;
  readonly #widths: IntegerWidths;

  constructor(names: Names, integers: KnownIntegers) {
    this.#names = names;
    this.#widths = readIntegerWidths(integers);
  }

  /** Says what of `value` its type does not allow: nothing, if all is well. `place` is where it stands. */
  check(value: unknown, use: TypeUse, place: string): readonly string[] {
    return this.#checkUse(value, use, place, `${place} int`);
  }

  /** `integer` is the key under which known-integers.ts has an integer here. */
  #checkUse(value: unknown, use: TypeUse, place: string, integer: string): readonly string[] {
    const tries = use.map((reference) => this.#checkOne(value, reference, place, integer));
    // Of several types one has to fit; if none does, the nearest tells best what is wrong.
    return tries.sort((a, b) => a.length - b.length)[0] ?? [`${place}: nothing is known of it`];
  }

  #checkOne(value: unknown, reference: TypeReference, place: string, integer: string): readonly string[] {
    switch (reference.kind) {
      case 'builtin':
        return this.#fitsBuiltin(value, reference.name, integer)
          ? []
          : [`${place}: ${typeof value} ${String(value)} is no ${reference.name}`];
      case 'empty':
        return isRecord(value)
          ? Object.keys(value).map((name) => `${place}.${name}: unknown`)
          : [`${place}: no object`];
      case 'array':
        return Array.isArray(value)
          ? value.flatMap((item: unknown) => this.#checkUse(item, reference.element, place, integer))
          : [`${place}: no array`];
      case 'type':
        return this.#checkType(value, reference.type, place);
      default:
        return reference satisfies never;
    }
  }

  #fitsBuiltin(value: unknown, name: string, integer: string): boolean {
    switch (name) {
      case 'int':
        return (
          Number.isSafeInteger(value) || (typeof value === 'bigint' && this.#widths.get(integer) === 'wide')
        );
      case 'str':
        return typeof value === 'string';
      case 'bool':
        return typeof value === 'boolean';
      case 'number':
        return typeof value === 'number';
      case 'null':
        return value === null;
      default:
        return name === 'any';
    }
  }

  #checkType(value: unknown, type: MergedType, place: string): readonly string[] {
    switch (type.kind) {
      case 'enum':
        return type.values.some(({ name }) => name === value)
          ? []
          : [`${place}: ${String(value)} is no value of the enum`];
      case 'alternate':
        return this.#checkUse(value, type.choices, place, `${this.#names.get(type)} int`);
      case 'object':
        return isRecord(value) ? this.#checkObject(value, type, place) : [`${place}: no object`];
      default:
        return type satisfies never;
    }
  }

  #checkObject(
    value: Readonly<Record<string, unknown>>,
    object: MergedObject,
    place: string,
  ): readonly string[] {
    const tag = object.tag === undefined ? undefined : value[object.tag];
    const variant = object.variants.find((each) => each.case === tag);
    if (object.tag !== undefined && variant === undefined && tag !== undefined) {
      return [`${place}.${object.tag}: ${JSON.stringify(tag)} is no case`];
    }
    const parts = [object, ...(variant?.type.flatMap(toObject) ?? [])];
    const problems: string[] = [];
    const known = new Set<string>();
    for (const part of parts) {
      for (const { name, required, type } of part.members) {
        known.add(name);
        if (value[name] === undefined) {
          if (required && (part === object || object.untoldIn.size === 0))
            problems.push(`${place}.${name}: missing`);
          continue;
        }
        const integer = `${this.#names.get(part)} ${name}`;
        problems.push(...this.#checkUse(value[name], type, `${place}.${name}`, integer));
      }
    }
    const unknown = Object.keys(value).filter((name) => !known.has(name));
    return [...problems, ...unknown.map((name) => `${place}.${name}: unknown`)];
  }
}

/** A variant that is itself a union is known by its own tag, which the whole object has as well. */
function toObject(reference: TypeReference): readonly MergedObject[] {
  return reference.kind === 'type' && reference.type.kind === 'object' ? [reference.type] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
