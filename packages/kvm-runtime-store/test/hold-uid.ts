import { once } from 'node:events';

import { openUidPool, parseUidPool } from '../src/index.ts';

// A process that takes a uid, says which, and holds it until it is killed or its standard input ends.
const [root = '', pool = ''] = process.argv.slice(2);
await using held = await openUidPool({ root, pool: parseUidPool(pool) }).request({ doing: 'starting' });
process.stdout.write(`${held.uid}\n`);
await once(process.stdin.resume(), 'end');
