export const textRule = 'text without NUL and lone surrogates';
export const pathRule = 'an absolute path without empty, "." or ".." parts';

/**
 * Ganeti's rule for file parameters, Python's `normpath(path) == path`: absolute, no empty, `.` or `..` part, no slash
 * at the end. Two slashes at the beginning, and no more, pass: POSIX leaves their meaning open, Linux gives them none.
 */
export function isNormalizedAbsolutePath(path: string): boolean {
  const [, rest] = /^\/\/?(?!\/)(.*)$/s.exec(path) ?? [];
  if (rest === undefined) return false;
  return rest === '' || rest.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** What Ganeti takes for the URL of a CD image; QEMU's curl driver knows these four too. */
export function isUrl(value: string): boolean {
  return /^(?:https?|ftps?):\/\//.test(value);
}

/**
 * Whether a text can be an argument of a process at all: the kernel ends arguments at NUL, and UTF-8 knows no lone
 * surrogates (they would arrive as another character).
 */
export function fitsInArgv(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The candidate that differs least from `name`, if one is near enough to be what was meant. */
export function closestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substituted = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substituted, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
