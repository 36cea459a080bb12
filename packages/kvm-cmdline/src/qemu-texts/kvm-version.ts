import type { QemuVersion } from '../capabilities.ts';
import { CapabilityError } from '../errors.ts';
import { foundText } from '../problem-texts.ts';

/** A version and how it was written: `01.002` is 1.2.0. */
export interface WrittenVersion extends QemuVersion {
  readonly text: string;
}

/**
 * The version in the first line of what `-help` or `-version` prints: `QEMU emulator version 7.2.22 (Debian 1:7.2+…)`.
 * @throws {CapabilityError} `QEMU_UNSUITABLE` when that line has none.
 */
export function parseKvmVersion(text: string): WrittenVersion {
  const [firstLine = ''] = text.split(lineEnd, 1);
  const found = number.exec(firstLine);
  if (found === null) {
    throw new CapabilityError(
      'hvparams.kvm_path',
      `found ${foundText(firstLine)} as the first line of its help, expected one with the version of a QEMU`,
    );
  }
  const { major, minor, micro = '0' } = found.groups ?? {};
  const [, packageText = ''] = /^\s*\((.*?)\)/.exec(firstLine.slice(found.index + found[0].length)) ?? [];
  return {
    text: found[0],
    major: Number(major),
    minor: Number(minor),
    micro: Number(micro),
    package: packageText,
  };
}

const lineEnd = /[\n\r\v\f\u0085\u2028\u2029]/;
// Two or three numbers that no letter or digit touches.
const number = /(?<![\p{L}\p{N}_])(?<major>\d+)\.(?<minor>\d+)(?:\.(?<micro>\d+))?(?![\p{L}\p{N}_])/u;
