import { appendFileSync, openSync } from 'node:fs';

import { tryLockFile } from '@kvmkit/host-fds';

// A process that has locked a journal and written the half of a line when it is killed: it never does the rest.
const [path = '', half = ''] = process.argv.slice(2);
const fd = openSync(path, 'a+');
if (!tryLockFile(fd, 'exclusive')) throw new Error('somebody else holds the journal');
appendFileSync(fd, half);
process.stdout.write('torn\n');
process.stdin.resume();
