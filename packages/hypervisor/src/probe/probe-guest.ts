import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const deadlineMs = 2000;
const exitPort = 0xf4;
const exitValue = 0x10;

/**
 * Runs a guest of five instructions and says whether it was seen to run. A /dev/kvm that opens proves nothing:
 * nested and para-virtual hosts exist on which it opens and no guest ever executes an instruction.
 */
export async function guestRunsUnder(accelerator: 'kvm' | 'tcg', kvmPath: string): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), 'kvmkit-probe-'));
  try {
    const firmware = join(directory, 'firmware');
    await writeFile(firmware, firmwareImage());
    const child = spawn(
      kvmPath,
      [
        '-no-user-config',
        '-nodefaults',
        '-display',
        'none',
        '-machine',
        `pc,accel=${accelerator}`,
        '-m',
        '16',
        '-bios',
        firmware,
        '-device',
        `isa-debug-exit,iobase=0x${exitPort.toString(16)},iosize=0x1`,
      ],
      { stdio: 'ignore', timeout: deadlineMs, killSignal: 'SIGKILL' },
    );
    const [status] = await once(child, 'exit');
    // hw/misc/debugexit.c: exit((value << 1) | 1)
    return status === ((exitValue << 1) | 1);
  } finally {
    await rm(directory, { recursive: true });
  }
}

// 64 KiB of halts that end at 4 GiB, with the program where the processor starts, 16 bytes below the end.
function firmwareImage(): Uint8Array {
  const halt = 0xf4;
  const image = new Uint8Array(64 * 1024).fill(halt);
  // mov al, exitValue; out exitPort, al; again: hlt; jmp again
  image.set([0xb0, exitValue, 0xe6, exitPort, halt, 0xeb, 0xfd], image.length - 16);
  return image;
}
