import type { Tap } from '@kvmkit/host-fds';
import type { TapFeatures } from '@kvmkit/kvm-cmdline';
import { QmpCommandError, type QmpClient } from '@kvmkit/qmp-client';

import type { Command } from './steps.ts';

/** What gives QEMU a tap that was opened here; it has descriptors of its own then. */
export function nicBackEnd(
  qmp: QmpClient,
  id: string,
  { tapFds, vhostFds }: Pick<Tap, 'tapFds' | 'vhostFds'>,
): readonly Command[] {
  const names = descriptorNames(id, { queues: tapFds.length, vhost: vhostFds.length > 0 });
  const fdNames = [...names.tap, ...names.vhost];
  const vhost = vhostFds.length === 0 ? {} : { vhost: true, vhostfds: names.vhost.join(':') };
  return [
    // QEMU takes one descriptor with each command.
    ...[...tapFds, ...vhostFds].map((fd, index): Command => [
      'getfd',
      () => qmp.execute('getfd', { fdname: fdNames[index] ?? '' }, { fds: [fd] }),
    ]),
    [
      'netdev_add',
      () => qmp.execute<string>('netdev_add', { type: 'tap', id, fds: names.tap.join(':'), ...vhost }),
    ],
  ];
}

/** Takes away the back end of a NIC that no device uses, if it is there. */
export async function removeNicBackEnd(qmp: QmpClient, id: string): Promise<void> {
  await qmp.execute('netdev_del', { id }).catch((error: unknown) => {
    if (!(error instanceof QmpCommandError && error.errorClass === 'DeviceNotFound')) throw error;
  });
}

/** Closes the descriptors that QEMU was given and has made nothing of. */
export async function closeDescriptors(
  qmp: QmpClient,
  id: string,
  features: Pick<TapFeatures, 'queues' | 'vhost'>,
): Promise<void> {
  const { tap, vhost } = descriptorNames(id, features);
  for (const fdname of [...tap, ...vhost]) {
    await qmp.execute('closefd', { fdname }).catch((error: unknown) => {
      if (!(error instanceof QmpCommandError)) throw error;
    });
  }
}

/** Ganeti's names, until QEMU has made a back end of the descriptors. */
function descriptorNames(
  id: string,
  { queues, vhost }: Pick<TapFeatures, 'queues' | 'vhost'>,
): { readonly tap: readonly string[]; readonly vhost: readonly string[] } {
  const numbers = Array.from({ length: queues }, (_, queue) => queue);
  return {
    tap: numbers.map((queue) => `${id}-${queue}`),
    vhost: vhost ? numbers.map((queue) => `${id}-vhost-${queue}`) : [],
  };
}
