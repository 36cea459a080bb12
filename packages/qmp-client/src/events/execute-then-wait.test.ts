import { expect, test } from 'vitest';

import { rejection } from '../../test/rejection.ts';
import { connectScripted } from '../../test/scripted-peer.ts';
import { executeThenWait } from './execute-then-wait.ts';

const timestamp = { seconds: 1, microseconds: 2 };
const unplug = {
  command: 'device_del',
  arguments: { id: 'ours' },
  events: ['DEVICE_DELETED', 'DEVICE_UNPLUG_GUEST_ERROR'],
  matches: (event: { data: { readonly device?: string | undefined } }) => event.data.device === 'ours',
} as const;

test('an event that comes before its command is answered is not lost, and one of another device is not taken', async () => {
  const { peer, qmp } = await connectScripted();
  await using _ = qmp;
  const done = executeThenWait(qmp, unplug);
  const { id } = await peer.nextCommand();
  peer.send(
    { event: 'DEVICE_DELETED', data: { device: 'theirs', path: '/' }, timestamp },
    { event: 'DEVICE_DELETED', data: { device: 'ours', path: '/' }, timestamp },
    { return: {}, id },
  );
  expect(await done).toMatchObject({
    answer: {},
    event: { event: 'DEVICE_DELETED', data: { device: 'ours' } },
  });
});

test('a command that is refused rejects at once, whatever events come', async () => {
  const { peer, qmp } = await connectScripted();
  await using _ = qmp;
  const refused = rejection(executeThenWait(qmp, unplug));
  const { id } = await peer.nextCommand();
  peer.send({ error: { class: 'DeviceNotFound', desc: 'no such device' }, id });
  expect(await refused).toMatchObject({ errorClass: 'DeviceNotFound', arguments: { id: 'ours' } });
});

test('one deadline covers both, and the error says which of them was missing', async () => {
  const { peer, qmp } = await connectScripted();
  await using _ = qmp;
  const unanswered = rejection(executeThenWait(qmp, { ...unplug, timeoutMs: 5 }));
  expect(await unanswered).toMatchObject({
    code: 'QMP_TIMEOUT',
    message: 'no answer to device_del within 5 ms',
  });
  await peer.nextCommand();

  const unheard = rejection(executeThenWait(qmp, { ...unplug, timeoutMs: 20 }));
  peer.send({ return: {}, id: (await peer.nextCommand()).id });
  expect(await unheard).toMatchObject({
    code: 'QMP_TIMEOUT',
    message: 'device_del was answered, but no DEVICE_DELETED or DEVICE_UNPLUG_GUEST_ERROR came within 20 ms',
  });
});

test('an abort rejects with its own reason, the end of the connection with that error', async () => {
  const { peer, qmp } = await connectScripted();
  const controller = new AbortController();
  const aborted = rejection(executeThenWait(qmp, { ...unplug, signal: controller.signal }));
  await peer.nextCommand();
  controller.abort('enough');
  expect(await aborted).toBe('enough');

  const lost = rejection(executeThenWait(qmp, unplug));
  peer.send({ return: {}, id: (await peer.nextCommand()).id });
  peer.end.end();
  expect(await lost).toMatchObject({ code: 'QMP_CONNECTION_CLOSED' });
});
