import { once } from 'node:events';

import { lockFile } from '../src/file-lock.ts';

// A process that takes a lock, says so, and gives it up when its standard input ends.
const [path = '', doing = ''] = process.argv.slice(2);
await using lock = await lockFile(path, { doing, timeoutMs: 10_000 });
process.stdout.write(`${lock.fd}\n`);
await once(process.stdin.resume(), 'end');
