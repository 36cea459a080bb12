import { SystemCallError, TapError } from './errors.ts';
import { checkInterfaceName } from './interface-name.ts';
import { tapFlags } from './tap-flags.ts';
import { linuxTapHost, type TapHost } from './tap-host.ts';

export interface TapOptions {
  /** At most 15 bytes; with `%d` the kernel puts the first free number there. @default '' (the kernel says `tap%d`) */
  readonly name?: string | undefined;
  /** How many queues, 1 to 256, as for QEMU's `fds=` and a device with `mq=on`. @default 1 */
  readonly queues?: number | undefined;
  /** Packets with virtio-net headers (offloads), where the kernel can. @default true */
  readonly vnetHdr?: boolean | undefined;
  /** Also opens `/dev/vhost-net` once for each queue. @default false */
  readonly vhost?: boolean | undefined;
  /** Another network namespace: a path, as `/proc/PID/ns/net`, or a name of `ip netns`. @default this thread's */
  readonly netns?: string | undefined;
}

/** What {@link openTap} uses where the caller says nothing. */
export const defaultTapOptions: WantedTap = { name: '', queues: 1, vnetHdr: true, vhost: false };

/** An open tap; the interface lives as long as any process has one of its descriptors, or for ever if persistent. */
export interface Tap extends Disposable {
  /** The interface's name, as the kernel gave it. */
  readonly name: string;
  /** Whether packets carry virtio-net headers. */
  readonly vnetHdr: boolean;
  /** One for each queue, close-on-exec, owned by this object; empty once closed. */
  readonly tapFds: readonly number[];
  /** One for each queue where vhost was asked for, otherwise none; as `tapFds`. */
  readonly vhostFds: readonly number[];
  /** Gives back the descriptors; where nobody else has them the interface goes, which takes some 15 ms. */
  close(): void;
}

/**
 * Opens a tap, its queues and vhost-net descriptors, or throws with nothing left open.
 *
 * A name that exists joins that interface if it is a tap of the same kind with queues free: a persistent one, say.
 *
 * @throws {TapError} `TAP_NAME_INVALID`, `TAP_UNSUPPORTED`, `TAP_CONFLICT`, `VHOST_UNAVAILABLE`
 * @throws {SystemCallError} `SYSTEM_CALL_FAILED`: `EPERM` without CAP_NET_ADMIN, `ENOENT` without /dev/net/tun
 */
export async function openTap(options: TapOptions = {}): Promise<Tap> {
  using host = linuxTapHost(options.netns);
  return await openTapOn(host, options);
}

/** {@link openTap} on any host. */
export async function openTapOn(host: TapHost, options: TapOptions): Promise<Tap> {
  const wanted = checkOptions(options);
  using opened = new DisposableStack();
  const open = (path: string): number => {
    const fd = host.openDevice(path);
    opened.defer(() => host.closeDevice(fd));
    return fd;
  };
  const tapFds: number[] = [];
  const vhostFds: number[] = [];
  let { name } = wanted;
  let vnetHdr = false;
  for (let queue = 0; queue < wanted.queues; queue++) {
    const fd = open('/dev/net/tun');
    const plan = tapFlags(host.readFeatures(fd), wanted);
    // Before the interface appears: one that nobody can use should not.
    if (wanted.vhost) vhostFds.push(openVhost(open, wanted.name));
    name = await attach(host, { fd, name, flags: plan.flags });
    tapFds.push(fd);
    ({ vnetHdr } = plan);
  }
  // A number that outlives its descriptor could mean another file.
  opened.defer(() => void (tapFds.length = vhostFds.length = 0));
  const owned = opened.move();
  const close = (): void => owned.dispose();
  return { name, vnetHdr, tapFds, vhostFds, close, [Symbol.dispose]: close };
}

type WantedTap = {
  readonly [Key in 'name' | 'queues' | 'vnetHdr' | 'vhost']-?: NonNullable<TapOptions[Key]>;
};

function checkOptions(options: TapOptions): WantedTap {
  const wanted = {
    name: options.name ?? defaultTapOptions.name,
    queues: options.queues ?? defaultTapOptions.queues,
    vnetHdr: options.vnetHdr ?? defaultTapOptions.vnetHdr,
    vhost: options.vhost ?? defaultTapOptions.vhost,
  };
  checkInterfaceName(wanted.name);
  // MAX_TAP_QUEUES of drivers/net/tun.c
  if (!Number.isInteger(wanted.queues) || wanted.queues < 1 || wanted.queues > 256) {
    throw new RangeError(`queues is ${wanted.queues}, expected an integer from 1 to 256`);
  }
  return wanted;
}

function openVhost(open: (path: string) => number, name: string): number {
  try {
    return open('/dev/vhost-net');
  } catch (cause) {
    throw new TapError('VHOST_UNAVAILABLE', name, 'vhost was asked for; is the module vhost_net loaded?', {
      cause,
    });
  }
}

async function attach(
  host: TapHost,
  queue: { readonly fd: number; readonly name: string; readonly flags: number },
): Promise<string> {
  try {
    return await host.attach(queue.fd, queue.name, queue.flags);
  } catch (cause) {
    // tun_set_iff and tun_attach of drivers/net/tun.c: the name is valid, so EINVAL is about what bears it.
    const problem = cause instanceof SystemCallError ? conflicts.get(cause.errnoName) : undefined;
    if (problem === undefined) throw cause;
    throw new TapError('TAP_CONFLICT', queue.name, problem, { cause });
  }
}

const conflicts: ReadonlyMap<string, string> = new Map([
  ['EINVAL', 'the name belongs to an interface that is no tap, or a tap with another kind of queues'],
  ['EBUSY', 'somebody else has the tap open'],
  ['E2BIG', 'all queues of the tap are taken'],
]);
