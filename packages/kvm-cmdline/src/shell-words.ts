/**
 * Splits a text into words as a POSIX shell does, without expanding anything: blanks separate, quotes and backslashes
 * keep together what they hold, `#` begins no comment.
 * @returns the words, or what is left open at the end of the text.
 */
export function shellWords(text: string): readonly string[] | 'an open quote' | 'a backslash at its end' {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (blanks.includes(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word ??= '';
    if (character === '\\') {
      at += 1;
      if (at === text.length) return 'a backslash at its end';
      word += text.charAt(at);
    } else if (character === "'" || character === '"') {
      const end = closingQuote(text, at);
      if (end === -1) return 'an open quote';
      const quoted = text.slice(at + 1, end);
      word += character === '"' ? quoted.replaceAll(/\\(["\\])/g, '$1') : quoted;
      at = end;
    } else {
      word += character;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

const blanks = ' \t\r\n';

function closingQuote(text: string, opening: number): number {
  const quote = text.charAt(opening);
  for (let at = opening + 1; at < text.length; at += 1) {
    if (text.charAt(at) === quote) return at;
    if (quote === '"' && text.charAt(at) === '\\') at += 1;
  }
  return -1;
}
