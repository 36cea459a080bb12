import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

import {
  diskBlockNode,
  type BlockNode,
  type DiskSpec,
  type HvParams,
  type QemuCapabilities,
} from '@kvmkit/kvm-cmdline';
import { QmpCommandError, type QmpClient } from '@kvmkit/qmp-client';

import { executeTogether, type Command, type ReachStep } from './steps.ts';

/** What a disk's block node is made of. */
export interface DiskOfGuest {
  readonly disk: DiskSpec;
  /** Of the device, and of the node. */
  readonly id: string;
  readonly hvparams: HvParams;
  readonly capabilities: QemuCapabilities;
}

/**
 * Gives QEMU an image: opened here, for a QEMU that may neither see nor open it, or the words for a storage that QEMU
 * reaches by itself; then plugs what uses it, with commands that QEMU gets in one go with those for its node.
 */
export async function addWithDisk(
  qmp: QmpClient,
  of: DiskOfGuest,
  plug: readonly Command[],
  reach: ReachStep,
): Promise<void> {
  const { disk, id, hvparams, capabilities } = of;
  const node = diskBlockNode(disk, id, hvparams, capabilities);
  const { filename } = node.file;
  const add = (file: BlockNode['file']): Command => [
    'blockdev-add',
    () => qmp.execute<string>('blockdev-add', { ...node, file }),
  ];
  if (typeof filename !== 'string') return await executeTogether([add(node.file), ...plug], reach);
  reach('open');
  await using image = await open(filename, openFlags(node));
  reach('add-fd');
  const { 'fdset-id': set } = await qmp.execute('add-fd', { opaque: ownerOf(id) }, { fds: [image.fd] });
  const opened = add({ ...node.file, filename: `/dev/fdset/${set}` });
  // The node has a duplicate of its own.
  return await executeTogether([opened, ['remove-fd', () => removeSets(qmp, [set])], ...plug], reach);
}

/** Takes away what is there of a disk that no device uses. */
export async function removeDiskBackEnd(qmp: QmpClient, id: string): Promise<void> {
  const nodes = await qmp.execute('query-named-block-nodes', { flat: true });
  // A drive of an old Ganeti's goes with its device.
  if (nodes.some((node) => node['node-name'] === id)) await removeNode(qmp, id);
  const sets = await qmp.execute('query-fdsets');
  const own = sets.filter(({ fds }) => fds.some(({ opaque }) => opaque === ownerOf(id)));
  await removeSets(
    qmp,
    own.map((set) => set['fdset-id']),
  );
}

/** How long a device that nobody sees any more may keep its node. */
const lastUseMs = 5000;

/**
 * A device that is out of the tree of objects uses its node until RCU's grace period is over and it is finalized, which
 * DEVICE_DELETED tells (`device_finalize` of hw/core/qdev.c).
 */
async function removeNode(qmp: QmpClient, id: string): Promise<void> {
  using finalized = qmp.subscribe(['DEVICE_DELETED']);
  const signal = AbortSignal.timeout(lastUseMs);
  for (;;) {
    try {
      await qmp.execute('blockdev-del', { 'node-name': id });
      return;
    } catch (error) {
      if (!(error instanceof QmpCommandError)) throw error;
      await finalized.next({ signal }).catch((reason: unknown) => {
        throw signal.aborted ? error : reason;
      });
    }
  }
}

/**
 * QEMU 9 and newer look in the set for a descriptor that has O_DIRECT exactly where the node's cache is `direct`
 * (`monitor_fdset_dup_fd_add` of monitor/fds.c); older ones set the flag as they need it.
 */
function openFlags({ cache }: BlockNode): number {
  return constants.O_RDWR | (cache?.direct === true ? constants.O_DIRECT : 0);
}

/** What is told of a descriptor, by which it is found again. */
function ownerOf(id: string): string {
  return `kvmkit:${id}`;
}

/** A set that is gone by itself is no trouble. */
async function removeSets(qmp: QmpClient, sets: readonly (number | bigint)[]): Promise<void> {
  for (const set of sets) {
    await qmp.execute('remove-fd', { 'fdset-id': set }).catch((error: unknown) => {
      if (!(error instanceof QmpCommandError)) throw error;
    });
  }
}
