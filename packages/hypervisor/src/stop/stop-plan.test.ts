import { expect, test } from 'vitest';

import { stopPlan } from './stop-plan.ts';

const forced = ['quit', 'SIGTERM', 'SIGKILL'];

test.for([
  [{}, { powerButton: true, guestAgent: true }, ['guest-agent', 'power-button', ...forced]],
  [{}, { powerButton: true, guestAgent: false }, ['power-button', ...forced]],
  [{}, { powerButton: false, guestAgent: true }, forced],
  [{ force: true }, { powerButton: true, guestAgent: true }, forced],
] as const)('%j, a guest with %j: %j', ([options, manners, steps]) => {
  expect(stopPlan(options, manners).map(({ name }) => name)).toEqual(steps);
});

test('an agent gets half of the time, so that a guest that did not begin may still hear the button', () => {
  const [agent, button] = stopPlan({ timeoutMs: 1000 }, { powerButton: true, guestAgent: true });
  expect([agent?.timeoutMs, button?.timeoutMs]).toEqual([500, 1000]);
});
