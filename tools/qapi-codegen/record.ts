/*
npm run codegen:record: asks each QEMU of tools/qemu-versions what it has, and writes the answers to recordings/. Those
that cannot be had keep the recording that they have; a new minor version brings a new file.
*/
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { readMissingQemus, readQemuVersions } from '@kvmkit-tools/qemu-versions';

import { recordQemu } from './src/record-qemu.ts';
import { renderRecording } from './src/recording.ts';
import { recordingsFolder } from './src/recordings-folder.ts';

for (const qemu of readQemuVersions()) {
  const recording = await recordQemu(qemu.binary);
  const file = `qemu-${recording.version}.json`;
  await writeFile(join(recordingsFolder, file), renderRecording(recording));
  process.stdout.write(`${file}: QEMU ${recording.fullVersion}, ${recording.commands.length} commands\n`);
}
for (const { suite, version, reason } of readMissingQemus()) {
  process.stdout.write(`not recorded: QEMU ${version} of Debian ${suite}: ${reason}\n`);
}
