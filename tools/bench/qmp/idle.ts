/* idle.ts SOCKET...: the heap that each of many idle connections takes, and the timers that run for them. */
import { connectQmp } from '@kvmkit/qmp-client';

const sockets = process.argv.slice(2);
const { gc } = globalThis;
if (gc === undefined) throw new Error('run it with --expose-gc');
// The first connection loads and compiles; it is not counted.
const [first = '', ...others] = sockets;
await using _ = await connectQmp(first);
const before = heapAfterCollection(gc);
const clients = await Promise.all(others.map((socket) => connectQmp(socket)));
const heapBytesEach = (heapAfterCollection(gc) - before) / clients.length;
const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
process.stdout.write(`${JSON.stringify({ connections: clients.length, heapBytesEach, timers })}\n`);
await Promise.all(clients.map((qmp) => qmp.close()));

function heapAfterCollection(collect: NonNullable<typeof gc>): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
