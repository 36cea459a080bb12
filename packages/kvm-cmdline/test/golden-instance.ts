import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { onTestFinished } from 'vitest';

import type { DiskSpec, InstanceSpec } from '../src/index.ts';

/** With the folders of a runtime directory; removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kvm-cmdline-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'ctrl'));
  mkdirSync(join(folder, 'pid'));
  return folder;
}

/** The same instance with its files below a folder of the test's own, where they are made. */
export function movedInto(
  folder: string,
  binary: string,
  instance: InstanceSpec,
  certificates?: string,
): InstanceSpec {
  const { hvparams } = instance;
  return {
    ...instance,
    hvparams: {
      ...hvparams,
      kvm_path: binary,
      kernel_path: movedFile(folder, hvparams.kernel_path, bootableImage()),
      initrd_path: movedFile(folder, hvparams.initrd_path, new Uint8Array(1024)),
      cdrom_image_path: movedFile(folder, hvparams.cdrom_image_path, new Uint8Array(2048)),
      cdrom2_image_path: movedFile(folder, hvparams.cdrom2_image_path, new Uint8Array(2048)),
      floppy_image_path: movedFile(folder, hvparams.floppy_image_path, new Uint8Array(1_474_560)),
      vnc_x509_path: movedCertificates(folder, hvparams.vnc_x509_path, certificates),
      vnc_bind_address: movedFolder(folder, hvparams.vnc_bind_address),
    },
    disks: instance.disks.map((disk) => ({ ...disk, link: movedDisk(folder, disk) })),
  };
}

/** Where sockets are bound; an address stays what it is. */
function movedFolder(folder: string, path: string): string {
  if (!path.startsWith('/')) return path;
  mkdirSync(join(folder, path), { recursive: true });
  return join(folder, path);
}

/** The same name for a folder of certificates that somebody has made. */
function movedCertificates(folder: string, path: string, certificates = ''): string {
  if (path === '' || certificates === '') return path;
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(certificates, join(folder, path));
  return join(folder, path);
}

function movedFile(folder: string, path: string, content: Uint8Array): string {
  if (path === '') return path;
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  return join(folder, path);
}

function movedDisk(folder: string, { link, dev_type: devType }: DiskSpec): string | null {
  if (link === null) return null;
  if (devType === 'plain') {
    // Stands in for a block device: QEMU takes character devices for `host_device` too.
    mkdirSync(dirname(join(folder, link)), { recursive: true });
    symlinkSync('/dev/zero', join(folder, link));
    return join(folder, link);
  }
  const path = movedFile(folder, link, new Uint8Array());
  truncateSync(path, 1024 * 1024);
  return path;
}

/** As much of a Linux kernel as QEMU looks at before the guest runs (Documentation/arch/x86/boot.rst). */
function bootableImage(): Uint8Array {
  const image = Buffer.alloc(64 * 1024);
  image.writeUInt8(1, 0x1f1); // setup_sects
  image.write('HdrS', 0x202, 'latin1');
  image.writeUInt16LE(0x020c, 0x206); // version of the boot protocol
  image.writeUInt32LE(0x37ff_ffff, 0x22c); // initrd_addr_max
  return image;
}
