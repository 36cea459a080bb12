import { describe, test } from 'vitest';

import { readMissingQemus, readQemuVersions, type QemuVersion } from './read-qemu-versions.ts';

/**
 * A block of tests once for every QEMU; those that cannot be had are a skipped test each, with the reason.
 *
 * ```ts
 * describeEachQemu('quit', ({ binary, version }) => {
 *   test('is answered', async () => { … });
 * });
 * ```
 */
export function describeEachQemu(title: string, block: (qemu: QemuVersion) => void): void {
  for (const qemu of readQemuVersions()) {
    describe(`${title} (QEMU ${qemu.version})`, () => {
      block(qemu);
    });
  }
  for (const { suite, version, reason } of readMissingQemus()) {
    // oxlint-disable-next-line vitest/expect-expect -- it only says why it is skipped
    test(`${title} (QEMU ${version})`, ({ skip }) => {
      skip(`no QEMU of Debian ${suite}: ${reason}`);
    });
  }
}
