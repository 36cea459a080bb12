import { join } from 'node:path';

import { describeEachQemu } from '@kvmkit-tools/qemu-versions/vitest';
import { expect, test } from 'vitest';

import { argument } from '../src/argument.ts';
import { checkArguments } from '../src/check-arguments.ts';
import { recordedCapabilities, recordedQemus } from './fixtures.ts';
import { temporaryFolder } from './golden-instance.ts';
import { startQemu } from './qemu.ts';

/** Whether QEMU starts with an option, asked of itself. */
async function takes(binary: string, option: string, value: string): Promise<boolean> {
  const machine = ['-no-user-config', '-nodefaults', '-machine', 'pc,accel=tcg', '-display', 'none', '-S'];
  try {
    await using _ = await startQemu([binary, ...machine, '-usb', option, value]);
    return true;
  } catch {
    return false;
  }
}

/** Whether kvmkit refuses it before any QEMU is started. */
function isRefused(version: string, option: string, value: string): boolean {
  try {
    checkArguments([argument(option, value, 'x')], recordedCapabilities(version));
    return false;
  } catch {
    return true;
  }
}

describeEachQemu('names for devices', ({ binary, fullVersion: version }) => {
  test.for([
    ['-vga', 'std'],
    ['-vga', 'virtio'],
    ['-vga', 'qxl'],
    ['-vga', 'xenfb2'],
    ['-usbdevice', 'tablet'],
    ['-usbdevice', 'keyboard'],
    ['-usbdevice', 'wacom-tablet'],
    ['-cpu', 'Haswell,-rtm'],
    ['-cpu', 'base'],
    ['-cpu', 'Hasswell'],
    ['-soundhw', 'hda,es1370'],
    ['-soundhw', 'adlib,hdda'],
    ['-audio', 'driver=none,model=sb16,id=a'],
    ['-audio', 'driver=none,model=virtio,id=a'],
    ['-audio', 'driver=none,model=pcspk,id=a'],
    ['-device', 'rtl8139,romfile=,addr=0x5'],
    ['-device', 'rtl8139,romefile=,addr=0x5'],
    ['-device', 'lsi,id=a'],
    ['-blockdev', '{"driver":"null-co","node-name":"a"}'],
    ['-blockdev', '{"driver":"null-coo","node-name":"a"}'],
    ['-blockdev', '{"driver":"null-co","node-name":"a","discard":"trim"}'],
    ['-spice', 'unix=on,disable-ticketing=on,addr='],
  ] as const)('%s %s is refused exactly where QEMU refuses it', async ([option, value], ctx) => {
    ctx.skip(!recordedQemus.includes(version), `the capabilities of QEMU ${version} are not recorded`);
    const given = option === '-spice' ? value + join(temporaryFolder(), 's') : value;
    expect(isRefused(version, option, given)).toBe(!(await takes(binary, option, given)));
  });

  // -usbdevice of 5.2 had names that nobody can ask for.
  test('-usbdevice nonsense is left to a QEMU before 6.0', async (ctx) => {
    ctx.skip(!recordedQemus.includes(version), `the capabilities of QEMU ${version} are not recorded`);
    expect(await takes(binary, '-usbdevice', 'nonsense')).toBe(false);
    expect(isRefused(version, '-usbdevice', 'nonsense')).toBe(!version.startsWith('5.'));
  });
});
