import { QmpProtocolError } from '../errors.ts';
import type { QmpVersion } from '../session/greeting.ts';
import { parseInfoVersion } from './parse-info-version.ts';
import { prompt } from './reply-reader.ts';

/** A banner has some 60 bytes; by then it is certain that this is something else. */
const longestBannerBytes = 4096;

/**
 * Reads what a monitor says first: the version, once the prompt is there too, else undefined.
 *
 * @throws QmpProtocolError for what is not a banner, and for a monitor that wants a password first.
 */
export function readBanner(text: string): QmpVersion | undefined {
  if (text.endsWith(`\n${prompt}`)) {
    const version = parseInfoVersion(text);
    if (version !== undefined) return version;
  }
  const excerpt = text.slice(0, 200);
  if (text.endsWith('\nPassword: ')) {
    const why = 'a command of an earlier client asked for it, and takes the next line for it';
    throw new QmpProtocolError(`the monitor wants a password: ${why}`, { excerpt });
  }
  if (!'QEMU '.startsWith(text.slice(0, 5)) || text.length > longestBannerBytes) {
    const hint = text.startsWith('{') ? ' (is it a QMP monitor?)' : '';
    throw new QmpProtocolError(`not a human monitor's banner${hint}: ${excerpt}`, { excerpt });
  }
  return undefined;
}
