import { SystemCallError, TapError } from '@kvmkit/host-fds';
import * as v from 'valibot';

// @boundaries-ignore the way to play the kernel, which no caller of the package needs
import type { TapHost } from '../../../../packages/host-fds/src/tap-host.ts';
// @boundaries-ignore as above
import { openTapOn } from '../../../../packages/host-fds/src/tap.ts';
import { answerOf, rulesByPattern, type Group } from '../group.ts';

const openTapCase = v.object({
  name: v.optional(v.string(), ''),
  features: v.optional(
    v.object({
      vhost: v.optional(v.boolean(), false),
      vnet_hdr: v.optional(v.boolean(), true),
      // Whether several were asked for, and how many.
      mq: v.optional(v.tuple([v.boolean(), v.number()]), [false, 1]),
    }),
    {},
  ),
  tun: v.object({
    /** What TUNGETFEATURES gives; null where it fails. */
    features: v.nullish(v.number(), null),
    /** Devices that do not open, by path or the end of it. */
    missing: v.nullish(v.union([v.string(), v.array(v.string())]), []),
    /** Why TUNSETIFF fails. */
    setiff_errno: v.nullish(v.number()),
    /** What the kernel calls the interface. */
    kernel_name: v.nullish(v.string()),
  }),
});

type Tun = v.InferOutput<typeof openTapCase>['tun'];

/** A kernel as the case describes it, and what was asked of it. */
class RecordedKernel implements TapHost {
  readonly opens: string[] = [];
  readonly setiff: { readonly fd: number; readonly flags: string; readonly name: string }[] = [];
  readonly openFds = new Set<number>();
  readonly #tun: Tun;

  constructor(tun: Tun) {
    this.#tun = tun;
  }

  openDevice(path: string): number {
    this.opens.push(path);
    if ([this.#tun.missing ?? []].flat().some((end) => path.endsWith(end))) {
      throw new SystemCallError(`opening ${path}`, { syscall: 'open', errno: 2 });
    }
    const fd = 100 + this.opens.length;
    this.openFds.add(fd);
    return fd;
  }

  closeDevice(fd: number): void {
    this.openFds.delete(fd);
  }

  readFeatures(): number {
    return this.#tun.features ?? 0;
  }

  attach(fd: number, name: string, flags: number): Promise<string> {
    this.setiff.push({ fd, flags: `0x${flags.toString(16)}`, name });
    const { setiff_errno: errno, kernel_name: kernelName } = this.#tun;
    if (typeof errno === 'number') {
      return Promise.reject(new SystemCallError('joining a queue', { syscall: 'ioctl', errno }));
    }
    return Promise.resolve(kernelName ?? (name === '' ? 'tap7' : name));
  }

  [Symbol.dispose](): void {
    // Nothing of its own.
  }
}

/** The tap of a NIC: the descriptors, and with which flags the kernel was asked for them. */
export const opentap: Group = {
  name: 'opentap',
  modes: {
    open_tap: {
      answer: async (given) => {
        const { name, features, tun } = v.parse(openTapCase, given);
        const [, queues] = features.mq;
        const kernel = new RecordedKernel(tun);
        const answer = await answerOf(async () => {
          const tap = await openTapOn(kernel, {
            name,
            queues,
            vnetHdr: features.vnet_hdr,
            vhost: features.vhost,
          });
          const { opens, setiff } = kernel;
          return { ifname: tap.name, opens, setiff, tapfds: tap.tapFds, vhostfds: tap.vhostFds };
        }, ruleOfOurs);
        if (answer.kind === 'refusal' && kernel.openFds.size > 0) {
          throw new Error(`descriptors left open by a refusal: ${[...kernel.openFds].join(', ')}`);
        }
        return answer;
      },
      ruleOf: rulesByPattern([
        [/^Failed to open \/dev\/net\/tun/, 'tun'],
        [/^Failed to open \/dev\/vhost-net/, 'vhost'],
        [/^Failed to allocate a new TAP device/, 'setiff'],
      ]),
    },
  },
};

function ruleOfOurs(error: Error): string | undefined {
  if (error instanceof TapError) {
    switch (error.code) {
      case 'TAP_NAME_INVALID':
        return 'name';
      case 'TAP_UNSUPPORTED':
        return 'queues';
      case 'TAP_CONFLICT':
        return 'setiff';
      case 'VHOST_UNAVAILABLE':
        return 'vhost';
    }
  }
  if (error instanceof RangeError) return 'queues';
  if (error instanceof SystemCallError) return error.syscall === 'open' ? 'tun' : 'setiff';
  return undefined;
}
