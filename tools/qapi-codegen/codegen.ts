/*
npm run codegen: writes packages/qmp-client/src/generated from the recordings, byte for byte the same each time.
*/
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { generatedFolder } from './src/generated-folder.ts';
import { generate } from './src/generate.ts';
import { knowledge } from './src/knowledge.ts';
import { readRecordings } from './src/recordings-folder.ts';

await mkdir(generatedFolder, { recursive: true });
for (const [file, text] of generate(await readRecordings(), knowledge)) {
  await writeFile(join(generatedFolder, file), text);
  process.stdout.write(`${file.padEnd(16)} ${(text.length / 1024).toFixed(0).padStart(4)} KiB\n`);
}
