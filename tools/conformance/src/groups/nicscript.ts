import * as v from 'valibot';

// @boundaries-ignore the way to play the host, which no caller of the package needs
import { configureNics } from '../../../../packages/hypervisor/src/network/configure-nics.ts';
// @boundaries-ignore as above
import { connectedNics } from '../../../../packages/hypervisor/src/network/connected-nics.ts';
import { instanceOf } from '../command-line-case.ts';
import { answerOf, type Group } from '../group.ts';

const nicCase = v.object({ seq: v.optional(v.number(), 0), tap: v.optional(v.string(), 'tap0') });

/** What the script that connects a NIC is told. */
export const nicscript: Group = {
  name: 'nicscript',
  modes: {
    configure_nic: {
      answer: (given) =>
        answerOf(
          async () => {
            const { seq, tap } = v.parse(nicCase, given);
            const instance = instanceOf(given);
            const effects: unknown[] = [];
            const host = {
              runScript: async (call: { tap: string; environment: object }): Promise<void> => {
                effects.push(['nic_script', [call.tap], call.environment]);
              },
            };
            await configureNics(host, {
              instance,
              nics: connectedNics(instance.nics, new Map([[seq, tap]])),
            });
            return { ok: true, effects };
          },
          () => undefined,
        ),
    },
  },
};
