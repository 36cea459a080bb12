import { QmpProtocolError } from '../errors.ts';
import { isRecord, parseJson } from './json.ts';

/** A message as it came: a JSON object of yet unknown kind. */
export type WireMessage = Readonly<Record<string, unknown>>;

/**
 * Parses the text of a message; undefined for JSON that is no object.
 *
 * @throws QmpProtocolError (`QMP_PROTOCOL`) for text that is not JSON.
 */
export function parseMessage(text: string): WireMessage | undefined {
  let message: unknown;
  try {
    message = parseJson(text);
  } catch (cause) {
    const excerpt = text.slice(0, 200);
    throw new QmpProtocolError(`not JSON: ${excerpt}`, { excerpt, cause });
  }
  return isRecord(message) ? message : undefined;
}
