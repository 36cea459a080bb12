import { connectQmp } from '@kvmkit/qmp-client';

const socketPath = process.argv[2] ?? '/run/guest.qmp'; // qemu-system-x86_64 -S -qmp unix:/run/guest.qmp,server=on,wait=off
await using qmp = await connectQmp(socketPath, { waitForSocket: true, timeoutMs: 5000 });

using resumed = qmp.subscribe(['RESUME']); // listen first, then ask
await qmp.execute('cont');
await resumed.next({ timeoutMs: 5000 }); // throws the reason if QEMU dies meanwhile

const { status } = await qmp.execute('query-status');
process.stdout.write(`QEMU ${qmp.greeting.version.qemu.major} is ${status}\n`);
