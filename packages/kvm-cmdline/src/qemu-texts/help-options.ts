/**
 * Reads what `-help` prints: every option with all that is said of it, its synopses and what they mean, up to the next
 * line that begins with a dash. An option that has several entries (`-netdev user`, `-netdev tap`) has one text each.
 */
export function parseHelpOptions(help: string): ReadonlyMap<string, readonly string[]> {
  const options = new Map<string, string[]>();
  // Found by search rather than by a pattern over lines: this is most of the time that a parse takes.
  for (let from = help.startsWith('-') ? 0 : nextEntry(help, 0); from < help.length;) {
    const end = nextEntry(help, from);
    const entry = help.slice(from, end);
    const [, name] = /^-(\S+)\s/.exec(entry) ?? [];
    if (name !== undefined) options.set(name, [...(options.get(name) ?? []), entry]);
    from = end;
  }
  return options;
}

function nextEntry(help: string, from: number): number {
  const lineEnd = help.indexOf('\n-', from);
  return lineEnd === -1 ? help.length : lineEnd + 1;
}

/** The parameters in an entry's synopsis: its first line and those after it that begin with a bracket. */
export function synopsisParameters(entry: string): string[] {
  const [synopsis = ''] = /^.*(?:\n +\[.*)*/.exec(entry) ?? [];
  const names = [...synopsis.matchAll(/[[, ]([a-z][\w.-]*)=/gi)].map(([, name = '']) => name);
  return [...new Set(names)];
}
