import type { QmpVersion } from '../session/greeting.ts';

/**
 * Reads the answer to `info version`, or a monitor's banner; undefined where the text is neither.
 *
 * QEMU prints the distribution's part right behind the number (`7.2.22Debian 1:7.2+dfsg-7`), up to 2.x in brackets.
 */
export function parseInfoVersion(text: string): QmpVersion | undefined {
  const [line = ''] = text.trimStart().split('\n');
  const found = /^(?:QEMU\s+)?(\d+)\.(\d+)(?:\.(\d+))?(.*)$/i.exec(line.trimEnd());
  if (found === null) return undefined;
  const [, major, minor, micro, rest = ''] = found;
  const [beforeMonitor = ''] = rest.split(/\s+monitor\b/);
  return {
    qemu: { major: Number(major), minor: Number(minor), micro: Number(micro ?? 0) },
    package: beforeMonitor.trim().replace(/^\((.*)\)$/, '$1'),
  };
}
