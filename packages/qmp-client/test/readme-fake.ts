import { connectQmp } from '@kvmkit/qmp-client';
import { answer, startFakeQmpServer } from '@kvmkit/qmp-client/testing';

await using server = await startFakeQmpServer({
  commands: {
    'query-status': answer.inTurn({ running: false, status: 'paused' }, { running: true, status: 'running' }),
    cont: () => {
      server.emit('RESUME');
      return {};
    },
    device_del: ({ id }) => answer.error('DeviceNotFound', `Device '${id}' not found`),
  },
});
await using qmp = await connectQmp(server.address); // or whatever is to be tested
await qmp.execute('cont');
process.stdout.write(`${(await server.nextCommand()).command}, ${server.connections.join()}\n`);
