import { expectTypeOf, test } from 'vitest';

import type { GuestAgent } from './guest-agent.ts';
import type { GuestOsInfo } from './qga-system.ts';

// Nothing here runs: `tsc -p tsconfig.json` is what fails.
async function misuses(agent: GuestAgent): Promise<void> {
  // @ts-expect-error -- an argument is missing
  await agent.execute('guest-file-open');
  // @ts-expect-error -- an argument has the wrong name
  await agent.execute('guest-file-open', { file: '/x' });
  // @ts-expect-error -- the command has no arguments
  await agent.execute('guest-ping', { loud: true });
  // @ts-expect-error -- there is no such mode
  await agent.executeWithoutReply('guest-shutdown', { mode: 'sideways' });
}

// Nor does this.
async function typedUses(agent: GuestAgent, anyName: string): Promise<void> {
  expectTypeOf(await agent.execute('guest-get-osinfo')).toEqualTypeOf<GuestOsInfo>();
  expectTypeOf(await agent.execute('guest-get-time')).toEqualTypeOf<number | bigint>();
  expectTypeOf(await agent.execute('guest-new', { a: 1 }, { timeoutMs: 1 })).toEqualTypeOf<unknown>();
  expectTypeOf(await agent.execute(anyName)).toEqualTypeOf<unknown>();
  expectTypeOf(await agent.executeWithoutReply('guest-shutdown')).toEqualTypeOf<'ended' | 'silent'>();
  expectTypeOf(await agent.executeWithoutReply('guest-new', { a: 1 })).toEqualTypeOf<'ended' | 'silent'>();
}

test('known commands have their own types, others are unknown', () => {
  expectTypeOf(typedUses).toBeFunction();
  expectTypeOf(misuses).toBeFunction();
});
