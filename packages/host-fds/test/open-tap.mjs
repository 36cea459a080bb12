// Opens a tap in the network namespace that it runs in, and prints what there is. Run by tap.test.ts.
import { execFileSync } from 'node:child_process';

import { openTap } from '@kvmkit/host-fds';

const listInterfaces = () =>
  JSON.parse(execFileSync('ip', ['-j', 'link'], { encoding: 'utf8' })).map((it) => it.ifname);

const tap = await openTap({ name: 'own%d', queues: 2 });
const found = { name: tap.name, queues: tap.tapFds.length, interfaces: listInterfaces() };
tap.close();
process.stdout.write(JSON.stringify({ ...found, after: listInterfaces() }));
