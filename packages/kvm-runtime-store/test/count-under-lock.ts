import { readFileSync, writeFileSync } from 'node:fs';

import { lockFile } from '../src/file-lock.ts';

// A process that counts up in a file, each step under a lock.
const [path = '', counter = '', steps = ''] = process.argv.slice(2);
for (let step = 0; step < Number(steps); step += 1) {
  await using lock = await lockFile(path, { doing: 'counting', timeoutMs: 60_000 });
  const count = Number(readFileSync(counter, 'utf8'));
  writeFileSync(counter, String(count + 1));
  // The file itself comes and goes too, as an instance's does.
  if (step % 5 === 0) await lock.removeFile();
}
