/**
 * Parses JSON that says every thing once: two members of one name, of which every parser takes another, are refused,
 * and so is a member named `__proto__`, which becomes an object's prototype where it is copied carelessly.
 * @throws {SyntaxError} saying why
 */
export function parseStrictJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // A parsed object has one member of each name: fewer than there are names in the text mean that one stood twice.
  if (countMembers(value) !== countWrittenMembers(text)) {
    throw new SyntaxError('has two members of one name in an object');
  }
  return value;
}

/** Where no string begins inside of another, a string before a colon is a name. */
function countWrittenMembers(text: string): number {
  let names = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) names += 1;
  return names;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countMembers(item), 0);
  let members = 0;
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') throw new SyntaxError('has a member named __proto__');
    members += 1 + countMembers(member);
  }
  return members;
}
