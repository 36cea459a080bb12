import { redact } from '../trace/redact.ts';
import { isRecord, parseJson } from '../wire/json.ts';
import { renderAsQemu } from './qemu-text.ts';

/** A message without its secrets. */
export type Mask = (message: Readonly<Record<string, unknown>>) => object;

/** Masks passwords, keys and the like, as this package's own traces do. */
export function maskSecrets(message: Readonly<Record<string, unknown>>): object {
  return Object(redact(message));
}

/** The text of a message with its secrets masked; unchanged, byte for byte, where it has none. */
export function maskText(text: string, mask: Mask): string {
  let message: unknown;
  try {
    message = parseJson(text);
  } catch {
    // Not JSON: nothing in it has a name by which it could be a secret.
    return text;
  }
  if (!isRecord(message)) return text;
  const before = renderAsQemu(message);
  const after = renderAsQemu(mask(message));
  return before === after ? text : after.trimEnd();
}
