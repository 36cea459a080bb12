import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { lockFile } from '../src/file-lock.ts';

// A process that takes a lock, says so, and gives it up when its standard input ends; on a line `hand over`, it leaves
// it to a child, whose pid it says, and ends.
const [path = '', doing = '', mode = ''] = process.argv.slice(2);
await using lock = await lockFile(path, {
  doing,
  timeoutMs: 10_000,
  mode: mode === 'shared' ? 'shared' : 'exclusive',
});
process.stdout.write(`${lock.fd}\n`);
process.stdin.on('data', () => {
  const child = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', lock.fd], detached: true });
  process.stdout.write(`${child.pid}\n`, () => process.exit());
});
await once(process.stdin, 'end');
