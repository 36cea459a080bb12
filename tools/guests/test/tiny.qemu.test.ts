import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ensureImages, imagesFolder } from './images.ts';
import { startQemu, type Qemu } from './qemu.ts';

// Offsets that the header of tiny.S documents.
const FIRST_BYTE = 0x1f0;
const END_BYTE = 0x1f4;
const INITIAL_COMMAND = 0x1fc;
const MIB = 1 << 20;

await ensureImages();
const tinyImage = path.join(imagesFolder, 'tiny.img');

async function startTiny(machine = 'pc', image = tinyImage): Promise<Qemu> {
  const drive = `file=${image},format=raw,if=none,id=boot,snapshot=on`;
  const args = ['-machine', machine, '-m', '16', '-device', 'pvpanic', '-action', 'panic=pause'];
  return startQemu([...args, '-drive', drive, '-device', 'virtio-blk-pci,drive=boot']);
}

async function bootTiny(machine?: string, image?: string): Promise<Qemu> {
  const qemu = await startTiny(machine, image);
  await qemu.serial.said.match(/TINY\n/);
  return qemu;
}

async function readByte(qemu: Qemu, address: number): Promise<number> {
  const answer = await qemu.ask(`xp /1bx ${address}`);
  return Number(answer.trim().split(/\s+/).at(-1));
}

/** Asks QEMU again and again; each answer is a round trip, so that the guest goes on meanwhile. */
async function untilSeen<State>(
  look: () => Promise<State>,
  wanted: (state: State) => boolean,
): Promise<State> {
  for (;;) {
    const state = await look();
    if (wanted(state)) {
      return state;
    }
  }
}

test.each(['pc', 'q35'])('on machine %s it prints its banner and answers', async (machine) => {
  await using qemu = await bootTiny(machine);
  qemu.serial.type('e');
  await qemu.serial.said.match(/ok\n/);
  expect(qemu.serial.said.text).toBe('TINY\nok\n');
});

test.each(['pc', 'q35'])('on machine %s q powers off', async (machine) => {
  await using qemu = await bootTiny(machine);
  qemu.serial.type('q');
  expect(await qemu.event('SHUTDOWN')).toEqual({ guest: true, reason: 'guest-shutdown' });
  expect(await qemu.exited).toBe(0);
});

test.each(['pc', 'q35'])('on machine %s it answers the power button by powering off', async (machine) => {
  await using qemu = await bootTiny(machine);
  await qemu.execute('system_powerdown');
  await qemu.serial.said.match(/PWR\n/);
  expect(await qemu.event('SHUTDOWN')).toEqual({ guest: true, reason: 'guest-shutdown' });
  expect(await qemu.exited).toBe(0);
});

test('after x it says that the power button was pressed, and stays', async () => {
  await using qemu = await bootTiny();
  qemu.serial.type('x');
  await qemu.execute('system_powerdown');
  await qemu.serial.said.match(/PWR\n/);
  qemu.serial.type('e');
  await qemu.serial.said.match(/ok\n/);
  expect(await qemu.execute('query-status')).toMatchObject({ status: 'running' });
});

test.each([
  ['r', 'reboots'],
  ['t', 'resets by a triple fault'],
])('%s %s, and the guest comes back', async (command) => {
  await using qemu = await bootTiny();
  qemu.serial.type(command);
  expect(await qemu.event('RESET')).toEqual({ guest: true, reason: 'guest-reset' });
  await qemu.serial.said.match(/TINY\n/, 2);
});

test('p panics', async () => {
  await using qemu = await bootTiny();
  qemu.serial.type('p');
  expect(await qemu.event('GUEST_PANICKED')).toMatchObject({ action: 'pause' });
});

test('after h only a reset brings it back', async () => {
  await using qemu = await bootTiny();
  qemu.serial.type('h');
  // Halted with interrupts off: bit 9 of the flags (target/i386/cpu-dump.c).
  await untilSeen(
    async () => qemu.ask('info registers'),
    (registers) => /HLT=1/.test(registers) && (Number(`0x${/EFL=(\w+)/.exec(registers)?.[1]}`) & 0x200) === 0,
  );
  qemu.serial.type('e');
  await qemu.execute('system_powerdown');
  await qemu.execute('system_reset');
  await qemu.serial.said.match(/TINY\n/, 2);
  expect(qemu.serial.said.text).toBe('TINY\nTINY\n');
});

test('c counts up, a line at a time, and i ends it', async () => {
  await using qemu = await bootTiny();
  qemu.serial.type('c');
  await qemu.serial.said.match(/0003\n/);
  qemu.serial.type('ie');
  await qemu.serial.said.match(/ok\n/);
  expect(qemu.serial.said.text).toMatch(/^TINY\n0001\n0002\n0003\n(0004\n)?ok\n$/);
});

test.each(['d', 'f'])('%s dirties memory until i', async (command) => {
  await using qemu = await bootTiny();
  expect(await readByte(qemu, MIB)).toBe(0);
  qemu.serial.type(command);
  await untilSeen(
    async () => readByte(qemu, MIB),
    (byte) => byte > 0,
  );
  qemu.serial.type('ie');
  await qemu.serial.said.match(/ok\n/);
  const atRest = await readByte(qemu, MIB);
  qemu.serial.type('e');
  await qemu.serial.said.match(/ok\n/, 2);
  expect(await readByte(qemu, MIB)).toBe(atRest);
});

test('the dirtied range and the first command can be patched into the image', async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'kvmkit-tiny-'));
  const image = path.join(folder.path, 'patched.img');
  const bytes = await readFile(tinyImage);
  bytes.writeUInt32LE(4 * MIB, FIRST_BYTE);
  bytes.writeUInt32LE(5 * MIB, END_BYTE);
  bytes.write('d', INITIAL_COMMAND);
  await writeFile(image, bytes);

  await using qemu = await bootTiny('pc', image);
  await untilSeen(
    async () => readByte(qemu, 5 * MIB - 4096),
    (byte) => byte > 0,
  );
  expect(await readByte(qemu, 4 * MIB)).toBeGreaterThan(0);
  expect(await readByte(qemu, MIB)).toBe(0);
  expect(await readByte(qemu, 5 * MIB)).toBe(0);
});

test('an idle guest gets no timer interrupt, however long another one counts', async () => {
  await using idle = await bootTiny();
  await using counting = await bootTiny();
  // The BIOS counts timer interrupts at 0x46c. The one that was under way at the start may still come.
  const ticks = await readByte(idle, 0x46c);
  counting.serial.type('c');
  await counting.serial.said.match(/0002\n/);
  expect(await readByte(idle, 0x46c)).toBeLessThanOrEqual(ticks + 1);
});
