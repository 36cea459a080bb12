import { SpecificationError } from './errors.ts';
import { foundText } from './problem-texts.ts';
import { shellWords } from './shell-words.ts';

/**
 * The words of a command line that was written down: a JSON list, what `/proc/PID/cmdline` holds, or what one would
 * type into a shell, also over several lines with a backslash at their ends.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` when a quote or a backslash is left open.
 */
export function parseCommandLine(text: string): readonly string[] {
  if (text.includes('\0')) return text.replace(/\0$/, '').split('\0');
  const list = jsonWords(text);
  if (list !== undefined) return list;
  const words = shellWords(text.replaceAll('\\\n', ' '));
  if (typeof words !== 'string') return words;
  const found = `${foundText(text)}, which ends with ${words}`;
  throw new SpecificationError([{ path: 'command line', found, allowed: 'words as a shell reads them' }]);
}

function jsonWords(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.map(String) : undefined;
  } catch {
    return undefined;
  }
}
