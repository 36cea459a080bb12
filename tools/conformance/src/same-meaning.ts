/**
 * Where two JSON values differ first, as a sentence, or undefined where they are alike. Members in any order; a
 * `Set` is compared as one, a list in order.
 */
export function firstDifference(expected: unknown, actual: unknown, path = ''): string | undefined {
  if (expected instanceof Set && actual instanceof Set) return differenceOfSets(expected, actual, path);
  if (Array.isArray(expected) && Array.isArray(actual)) return differenceOfLists(expected, actual, path);
  if (isRecord(expected) && isRecord(actual)) return differenceOfRecords(expected, actual, path);
  if (Object.is(expected, actual)) return undefined;
  return `${where(path)}Ganeti ${show(expected)}, kvmkit ${show(actual)}`;
}

function differenceOfLists(
  expected: readonly unknown[],
  actual: readonly unknown[],
  path: string,
): string | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let index = 0; index < length; index += 1) {
    const difference = firstDifference(expected[index], actual[index], `${path}[${index}]`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function differenceOfRecords(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  path: string,
): string | undefined {
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const difference = firstDifference(expected[key], actual[key], path === '' ? key : `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function differenceOfSets(
  expected: ReadonlySet<unknown>,
  actual: ReadonlySet<unknown>,
  path: string,
): string | undefined {
  const missing = [...expected].filter((member) => !actual.has(member));
  const surplus = [...actual].filter((member) => !expected.has(member));
  if (missing.length === 0 && surplus.length === 0) return undefined;
  return `${where(path)}only Ganeti ${show(missing)}, only kvmkit ${show(surplus)}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Set);
}

function where(path: string): string {
  return path === '' ? '' : `${path}: `;
}

const longestExcerpt = 160;

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text;
}
