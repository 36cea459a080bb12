import * as v from 'valibot';

const members = v.record(v.string(), v.unknown());

/** The members of nested JSON as QEMU's dotted keys: `{"a":[{"b":true}]}` is `a.0.b=on`. */
export function jsonMembers(value: unknown, path = ''): string[] {
  if (typeof value === 'boolean') return [`${path}=${value ? 'on' : 'off'}`];
  if (typeof value !== 'object' || value === null) return [`${path}=${String(value)}`];
  return Object.entries(v.parse(members, { ...value })).flatMap(([key, member]) =>
    jsonMembers(member, path === '' ? key : `${path}.${key}`),
  );
}
