/*
Four guests' lives, by the commands that a user types. Whatever ends this process, also Ctrl-C, ends the guests.
*/
import { tellGuestDevices } from './guest-devices.ts';
import { tellLinuxLife } from './linux-life.ts';
import { tellMovingGuest } from './moving-guest.ts';
import { tellPinnedGuest } from './pinned-guest.ts';
import { Stage } from './stage.ts';

const guests = { linux: 'linux', pinned: 'pinned', devices: 'devices', moving: 'moving' } as const;
const giveUp = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => giveUp.abort(signal));
const stage = new Stage(giveUp.signal);

for (const guest of Object.values(guests)) {
  if ((await stage.quietly('info', guest)).exitCode !== 0) continue;
  stage.say(`there is an instance ${guest} already, which the demo would disturb: npx kvmkit stop ${guest}`);
  process.exit(1);
}
try {
  const began = performance.now();
  await tellLinuxLife(stage, guests.linux);
  await tellPinnedGuest(stage, guests.pinned);
  await tellGuestDevices(stage, guests.devices);
  await tellMovingGuest(stage, guests.moving);
  stage.say(`\nNothing is left of ${Object.values(guests).join(', ')}. Seconds:`);
  for (const [step, ms] of [...stage.times, ['in all', performance.now() - began] as const])
    stage.say(`  ${(ms / 1000).toFixed(2).padStart(6)}  ${step}`);
} catch (error) {
  for (const guest of Object.values(guests)) await stage.quietly('stop', guest, '--force');
  stage.say(
    giveUp.signal.aborted
      ? `\nended by ${String(giveUp.signal.reason)}; the guests are gone`
      : `\nthe demo failed: ${String(error)}`,
  );
  process.exit(giveUp.signal.aborted ? 130 : 1);
}
