import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const deadlineMs = 1000;

/**
 * Runs a small guest and says whether it was seen to run, and not a thousand times too slow. A /dev/kvm that opens
 * proves nothing: there are hosts on which it opens and guests execute nothing, or are interpreted at a few
 * hundred thousand instructions a second.
 */
export async function guestRunsUnder(accelerator: 'kvm' | 'tcg', kvmPath: string): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), 'kvmkit-probe-'));
  try {
    const firmware = join(directory, 'firmware');
    await writeFile(firmware, firmwareImage());
    const machine = ['-machine', `pc,accel=${accelerator}`, '-m', '16', '-bios', firmware];
    const exitDevice = ['-device', 'isa-debug-exit,iobase=0xf4,iosize=0x1'];
    const child = spawn(
      kvmPath,
      ['-no-user-config', '-nodefaults', '-display', 'none', ...machine, ...exitDevice],
      { stdio: 'ignore', timeout: deadlineMs, killSignal: 'SIGKILL' },
    );
    const [status] = await once(child, 'exit');
    return status === exitStatus;
  } finally {
    await rm(directory, { recursive: true });
  }
}

// hw/misc/debugexit.c: exit((value << 1) | 1), with the 0x10 that the guest writes to port 0xf4.
const exitStatus = 0x21;

// 64 KiB that end at 4 GiB. The processor starts 16 bytes below the end and goes on at 0xff00: from real mode into
// 32-bit protected mode, sixteen million turns of a loop (5 ms on a processor, 50 ms under TCG), and out.
function firmwareImage(): Uint8Array {
  const image = new Uint8Array(64 * 1024);
  image.set(PROTECTED_MODE, 0xff00);
  image.set(LOOP_AND_EXIT, 0xff20);
  image.set(GDT_POINTER, 0xff60);
  image.set(GDT, 0xff70);
  image.set(START, 0xfff0);
  return image;
}

const START = code('e9 0d ff'); // jmp 0xff00
const PROTECTED_MODE = code(
  'fa', // cli
  '2e 66 0f 01 16 60 ff', // lgdt cs:[0xff60]
  '0f 20 c0  0c 01  0f 22 c0', // set CR0.PE
  '66 ea 20 ff ff ff 08 00', // jmp 8:0xffffff20
);
const LOOP_AND_EXIT = code(
  'b9 00 00 00 01', // mov ecx, 0x1000000
  '49  75 fd', // dec ecx; jnz back
  'b0 10  e6 f4', // out 0xf4, 0x10
  'f4  eb fd', // hlt for ever
);
const GDT_POINTER = code('0f 00  70 ff ff ff'); // 16 bytes at 0xffffff70
const GDT = code(
  '00 00 00 00 00 00 00 00',
  // flat 32-bit code, already marked accessed: the table is in ROM, where the processor can not mark it
  'ff ff 00 00 00 9b cf 00',
);

function code(...hex: string[]): Uint8Array {
  return Buffer.from(hex.join('').replaceAll(' ', ''), 'hex');
}
