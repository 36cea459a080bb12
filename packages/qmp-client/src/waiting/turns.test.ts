import { expect, test } from 'vitest';

import { Turns } from './turns.ts';

const patient = new AbortController().signal;

test('turns are taken in the order of asking, and one that was given up is passed over', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const first = await turns.take(patient);
  const impatient = new AbortController();
  const second = turns.take(impatient.signal);
  const third = turns.take(patient).then((turn) => {
    order.push('third');
    return turn;
  });
  impatient.abort('enough');
  await expect(second).rejects.toBe('enough');
  order.push('first ends');
  first[Symbol.dispose]();
  using _ = await third;
  expect(order).toEqual(['first ends', 'third']);
});
