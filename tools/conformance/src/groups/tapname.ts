import * as v from 'valibot';

// @boundaries-ignore the way to play the host, which no caller of the package needs
import { openTaps } from '../../../../packages/hypervisor/src/network/open-taps.ts';
import { instanceOf } from '../command-line-case.ts';
import { answerOf, rulesByPattern, type Group } from '../group.ts';

const tapNameCase = v.object({
  nic: v.record(v.string(), v.unknown()),
  /** What `ip link show` prints; null where it fails. */
  env: v.optional(v.object({ ip_link: v.optional(v.nullable(v.string()), '') }), {}),
});

const close = (): void => undefined;
const noTap = { vnetHdr: true, tapFds: [], vhostFds: [], close, [Symbol.dispose]: close };

class CannotList extends Error {}

/** How the tap of a NIC is named. */
export const tapname: Group = {
  name: 'tapname',
  modes: {
    tap_name: {
      answer: (given) =>
        answerOf(
          async () => {
            const { nic, env } = v.parse(tapNameCase, given);
            const instance = instanceOf({ nics: [nic] });
            let result: string | undefined;
            const host = {
              interfaceNames: async (): Promise<string[]> => namesIn(env.ip_link),
              openTap: async ({ name = '' }: { name?: string | undefined }) => {
                result = name;
                return { ...noTap, name };
              },
            };
            using _ = await openTaps(host, instance, { deviceTypes: [], tapParameters: ['vhost'] });
            return { result };
          },
          (error) => (error instanceof CannotList ? 'list' : undefined),
        ),
      ruleOf: rulesByPattern([[/^Failed to list TUN\/TAP interfaces/, 'list']]),
    },
  },
};

/** `2: eth0@if3: <…`, and a second line to each. */
function namesIn(text: string | null): string[] {
  if (text === null) throw new CannotList('ip link show failed');
  return [...text.matchAll(/^\d+: ([^:@]+)/gm)].map(([, name = '']) => name);
}
