import { renderJson } from '../wire/json.ts';

/** JSON outside of strings, and what QEMU escapes inside of them. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;
const nonAscii = /[\u007f-\uffff]/g;

/**
 * Renders a message the way QEMU prints it (qobject/qjson.c): a blank after `:` and `,`, all beyond ASCII as `\uXXXX`,
 * with `-mon pretty=on` over several lines, and `\r\n` at the end of each line.
 */
export function renderAsQemu(message: object, pretty = false): string {
  let text = '';
  let depth = 0;
  const breakLine = (): string => (pretty ? `\r\n${'    '.repeat(depth)}` : '');
  for (const [part] of renderJson(message).matchAll(token)) {
    if (part === '{' || part === '[') {
      depth += 1;
      text += part + breakLine();
    } else if (part === '}' || part === ']') {
      depth -= 1;
      // QEMU has no short form for an empty object: its bracket gets a line of its own, without an empty one before.
      text = `${pretty ? text.trimEnd() : text}${breakLine()}${part}`;
    } else if (part === ',') {
      text += pretty ? `,${breakLine()}` : ', ';
    } else if (part === ':') {
      text += ': ';
    } else {
      text += part.replaceAll(nonAscii, escape);
    }
  }
  return `${text}\r\n`;
}

function escape(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return String.raw`\u${code}`;
}
