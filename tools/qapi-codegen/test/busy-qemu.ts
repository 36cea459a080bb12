import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';

import { connectQmp, type QmpClient } from '@kvmkit/qmp-client';

/** A QEMU with a bit of everything, so that its answers have many members; it ends with the scope. */
export async function startBusyQemu(binary: string): Promise<AsyncDisposable & { readonly qmp: QmpClient }> {
  await using undo = new AsyncDisposableStack();
  const args = [
    ['-machine', 'pc', '-accel', 'tcg', '-m', '64,slots=2,maxmem=256M', '-smp', '1,maxcpus=2'],
    ['-display', 'none', '-nodefaults', '-S', '-name', 'busy', '-vnc', 'none', '-vga', 'std'],
    ['-chardev', 'socket,id=monitor,fd=3', '-mon', 'chardev=monitor,mode=control'],
    ['-object', 'iothread,id=io', '-object', 'memory-backend-ram,id=dimm-memory,size=64M'],
    ['-object', 'throttle-group,id=limits,x-iops-total=100', '-object', 'secret,id=secret,data=x'],
    ['-blockdev', 'driver=null-co,node-name=huge,size=1152921504606846976,read-zeroes=on'], // 2^60 bytes
    ['-blockdev', 'driver=null-co,node-name=disk,size=1048576,read-zeroes=on'],
    ['-blockdev', 'driver=null-co,node-name=target,size=1048576'],
    ['-blockdev', 'driver=throttle,node-name=limited,throttle-group=limits,file=disk'],
    [
      '-device',
      'virtio-blk-pci,id=hd,drive=limited,iothread=io',
      '-device',
      'virtio-blk-pci,id=big,drive=huge',
    ],
    [
      '-device',
      'virtio-scsi-pci,id=scsi',
      '-device',
      'scsi-cd,id=cd',
      '-device',
      'pci-bridge,id=bridge,chassis_nr=1',
    ],
    ['-netdev', 'user,id=net', '-device', 'virtio-net-pci,id=nic,netdev=net'],
    ['-device', 'virtio-balloon-pci,id=balloon', '-device', 'pc-dimm,id=dimm,memdev=dimm-memory'],
    ['-device', 'virtio-rng-pci', '-device', 'usb-ehci', '-device', 'usb-tablet', '-device', 'pvpanic'],
    ['-chardev', 'ringbuf,id=ring,size=4096', '-device', 'isa-serial,chardev=ring'],
  ];
  const child = spawn(binary, args.flat(), { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
  const exited = once(child, 'close');
  undo.defer(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const stream = child.stdio[3];
  if (!(stream instanceof Duplex)) throw new TypeError('spawn made no socket for descriptor 3');
  const qmp = undo.use(await connectQmp({ stream }));
  const moved = undo.move();
  return { qmp, [Symbol.asyncDispose]: async () => await moved.disposeAsync() };
}
