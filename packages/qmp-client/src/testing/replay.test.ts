import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { connectQmp } from '../index.ts';
import { rejection } from '../../test/rejection.ts';
import { replayQmp } from './index.ts';

const recorded = readFileSync(new URL('../../test/fixtures/qemu-7.2/session.txt', import.meta.url), 'utf8');

test('a client that asks what was asked gets the recorded answers and events', async () => {
  await using replay = await replayQmp(recorded);
  await using qmp = await connectQmp(replay.address);
  using all = qmp.subscribe('*');
  expect(qmp.greeting.version.package).toBe('Debian 1:7.2+dfsg-7+deb12u18+b3');
  expect(await qmp.execute('query-status')).toMatchObject({ status: 'prelaunch' });
  expect(await qmp.execute('query-name')).toEqual({ name: 'café 😀' });
  await expect(qmp.execute('no-such')).rejects.toMatchObject({ errorClass: 'CommandNotFound' });
  await qmp.execute('cont');
  await qmp.execute('stop');
  expect([(await all.next()).event, (await all.next()).event]).toEqual(['RESUME', 'STOP']);
  expect(await qmp.execute('human-monitor-command', { 'command-line': 'info status' })).toContain('paused');
  await expect(qmp.execute('add-fd', { 'fdset-id': 2n ** 53n + 1n })).rejects.toThrow('SCM_RIGHTS');
  expect(() => replay.assertComplete()).toThrow('did not come: {"execute":"quit","arguments":{}} (line 22)');
  await qmp.execute('quit');
  expect(await all.next()).toMatchObject({ event: 'SHUTDOWN' });
  expect(await qmp.closed).toMatchObject({ by: 'peer' });
  expect(replay.remaining).toEqual([]);
  replay.assertComplete();
});

test('a command that was not recorded there is refused with what was expected and what came', async () => {
  await using replay = await replayQmp(recorded, { listen: false });
  await using qmp = await connectQmp({ stream: replay.stream() });
  const error = await rejection(qmp.execute('balloon', { value: 1 }));
  const text =
    'the transcript expects {"execute":"query-status","arguments":{}} (line 4); what came is {"execute":"balloon","arguments":{"value":1}}';
  expect(error).toMatchObject({ errorClass: 'GenericError', desc: text });
  expect(replay.mismatches).toEqual([text]);
  expect(() => replay.assertComplete()).toThrow(text);
  // The place in the transcript is still the same.
  expect(await qmp.execute('query-status')).toMatchObject({ status: 'prelaunch' });
});

test('in any order, each recorded command is answered once', async () => {
  await using replay = await replayQmp(recorded, { order: 'any', listen: false });
  await using qmp = await connectQmp({ stream: replay.stream() });
  expect(await qmp.execute('query-name')).toEqual({ name: 'café 😀' });
  expect(await qmp.execute('query-status')).toMatchObject({ status: 'prelaunch' });
  await expect(qmp.execute('query-name')).rejects.toThrow('expects one of 6 recorded commands');
});

test('arguments are compared as values: the order of members and a masked secret do not matter', async () => {
  const transcript = `
<- {"QMP": {"version": {"qemu": {"micro": 0, "minor": 0, "major": 10}, "package": ""}, "capabilities": []}}
-> {"execute":"qmp_capabilities"}
<- {"return": {}}
-> {"execute":"set_password","arguments":{"protocol":"vnc","password":"***"}}
<- {"return": {}}
`;
  await using replay = await replayQmp(transcript, { listen: false });
  await using qmp = await connectQmp({ stream: replay.stream() });
  expect(await qmp.execute('set_password', { password: 'secret', protocol: 'vnc' })).toEqual({});
  replay.assertComplete();
});

test('commands recorded in flight together are answered as they come', async () => {
  const transcript = `
<- {"QMP": {"version": {"qemu": {"micro": 0, "minor": 0, "major": 10}, "package": ""}, "capabilities": []}}
-> {"execute":"qmp_capabilities","id":1}
-> {"execute":"cont","id":2}
-> {"execute":"stop","id":3}
<- {"return": {}, "id": 1}
<- {"event": "RESUME", "timestamp": {"seconds": 1, "microseconds": 0}}
<- {"return": {}, "id": 2}
<- {"event": "STOP", "timestamp": {"seconds": 1, "microseconds": 0}}
`;
  await using replay = await replayQmp(transcript, { listen: false });
  await using qmp = await connectQmp({ stream: replay.stream() });
  using all = qmp.subscribe('*');
  expect(await qmp.execute('cont')).toEqual({});
  expect((await all.next()).event).toBe('RESUME');
  // The recording ends before this answer: so did the connection.
  await expect(qmp.execute('stop')).rejects.toMatchObject({ code: 'QMP_CONNECTION_CLOSED' });
  expect((await all.next()).event).toBe('STOP');
});

test('each client gets a session of its own, and one too many is told to the test', async () => {
  const session = `
<- {"QMP": {"version": {"qemu": {"micro": 0, "minor": 0, "major": 10}, "package": ""}, "capabilities": []}}
-> {"execute":"qmp_capabilities"}
<- {"return": {}}
-> {"execute":"query-name"}
`;
  const transcript = [1, 2].map((n) => `${session}<- {"return": {"name": "${n}"}}`).join('\n');
  await using replay = await replayQmp(transcript);
  for (const name of ['1', '2']) {
    await using qmp = await connectQmp(replay.address);
    expect(await qmp.execute('query-name')).toEqual({ name });
  }
  replay.assertComplete();
  await expect(connectQmp(replay.address)).rejects.toMatchObject({ reason: 'closed' });
  expect(replay.mismatches).toHaveLength(1);
});

test('text before any greeting is refused', async () => {
  await expect(replayQmp('-> {"execute":"stop"}')).rejects.toThrow('line 1 of the transcript stands before');
});
