/*
A manager that dies, or whose QEMU does, at a step of what it does. Run as a process of its own, with a task as JSON in
its environment; prints each step as it comes to it, so that the last one printed is where it died.

A step is where something of the outside changes or is asked: a call of the store or the host, before and after it,
and every QMP message.
*/
import { subscribe } from 'node:diagnostics_channel';
import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { openRuntimeStore } from '@kvmkit/kvm-runtime-store';

import type { Host } from '../../src/host/host.ts';
import { linuxHost } from '../../src/host/linux-host.ts';
import { KvmHypervisor, type DeviceInputs, type InstanceSpecInput } from '../../src/index.ts';
import type { StartedQemu } from '../../src/launch/qemu-process.ts';
import { completeSettings, type HostSettings } from '../../src/settings.ts';

export type Operation = 'start' | 'stop' | 'reboot' | 'cleanup' | 'hot-add' | 'hot-del';

export interface MortalTask {
  readonly root: string;
  readonly settings: HostSettings;
  readonly operation: Operation;
  readonly specification: InstanceSpecInput;
  /** What is plugged and unplugged. */
  readonly devices: DeviceInputs;
  /** The step, from 1; 0: nobody dies. */
  readonly dieAt: number;
  readonly victim: 'manager' | 'qemu';
  /** Known before a stop or a reboot. */
  readonly qemuPid?: number;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the test for us
const task = JSON.parse(process.env['TASK'] ?? '') as MortalTask;
let step = 0;
let qemuPid = task.qemuPid;

function reach(what: string): void {
  step += 1;
  writeSync(1, `${step} ${what}\n`);
  if (step !== task.dieAt) return;
  if (task.victim === 'manager') process.kill(process.pid, 'SIGKILL');
  else if (qemuPid !== undefined && existsSync(`/proc/${qemuPid}`)) process.kill(qemuPid, 'SIGKILL');
}

/** Each method of an object with a step before and after it. */
function stepping<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver): unknown {
      const value: unknown = Reflect.get(object, key, receiver);
      if (typeof value !== 'function' || typeof key !== 'string') return value;
      return (...args: unknown[]): unknown => {
        reach(`before ${name}.${key}`);
        const result: unknown = Reflect.apply(value, object, args);
        if (!(result instanceof Promise)) return result;
        return result.then((answer: unknown) => {
          reach(`after ${name}.${key}`);
          return answer;
        });
      };
    },
  });
}

const cacheDirectory = join(task.root, 'cache');
const settings = completeSettings(task.settings);
const linux = linuxHost(cacheDirectory, settings);
const host: Host = stepping('host', {
  ...linux,
  network: stepping('network', linux.network),
  launch: async (call): Promise<StartedQemu> => {
    const qemu = await linux.launch(call);
    qemuPid = qemu.pid;
    return qemu;
  },
});
subscribe('kvmkit:qmp:message', (message) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the channel's own shape
  const { direction, text } = message as { readonly direction: string; readonly text: string };
  reach(`QMP ${direction} ${/"(?:execute|event|return|error|QMP)": ?(?:"[^"]*")?/.exec(text)?.[0] ?? ''}`);
});

const store = stepping('store', openRuntimeStore({ root: task.root }));
const hypervisor = new KvmHypervisor({ store, host, settings, cacheDirectory });
const { operation, specification, devices } = task;
const { name } = specification;
switch (operation) {
  case 'start':
    await hypervisor.startInstance(specification);
    break;
  case 'stop':
    await hypervisor.stopInstance(name, { timeoutMs: 3000 });
    break;
  case 'reboot':
    await hypervisor.rebootInstance(name, { timeoutMs: 3000 });
    break;
  case 'cleanup':
    await hypervisor.cleanupInstance(name);
    break;
  case 'hot-add':
    await hypervisor.hotAddDevice(name, 'disk', devices.disk);
    await hypervisor.hotAddDevice(name, 'nic', devices.nic, {}, 0);
    break;
  case 'hot-del':
    // Which first takes away what is left of the NIC that the guest has let go of too late.
    await hypervisor.hotDelDevice(name, 'disk', devices.disk);
    break;
}
