import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

import type { HypervisorContext } from '../context.ts';
import { InstanceError } from '../errors.ts';

/**
 * Joins the guest's serial port as a byte stream; QEMU serves one client at a time, a second one waits unheard.
 * What the guest said before is not repeated.
 * @throws {InstanceError} `INSTANCE_NOT_RUNNING`
 */
export async function openConsole({ store }: HypervisorContext, name: string): Promise<Duplex> {
  const socket = connect(store.paths(name).serial);
  try {
    await once(socket, 'connect');
    return socket;
  } catch (cause) {
    socket.destroy();
    if ((await store.findGuest(name)) !== undefined) throw cause;
    throw new InstanceError('INSTANCE_NOT_RUNNING', name, `console of ${name} refused: it does not run`);
  }
}
