import { join } from 'node:path';

import { InstanceNameError, openRuntimeStore } from '@kvmkit/kvm-runtime-store';
import * as v from 'valibot';

import { answerOf, type Group } from '../group.ts';

const pathsCase = v.object({ name: v.string() });
const root = '@RUN@/kvm-hypervisor';

/** Where the files of an instance are. */
export const paths: Group = {
  name: 'paths',
  modes: {
    paths: {
      answer: (given) => {
        const { name } = v.parse(pathsCase, given);
        return answerOf(
          () => pathsOf(name),
          (error) => (error instanceof InstanceNameError ? 'name' : undefined),
        );
      },
      // Folders are made on demand, and the console's parameters are no path.
      meaningOf: (result) =>
        Object.fromEntries(Object.entries(result).filter(([name]) => name.startsWith('_Instance'))),
    },
  },
};

function pathsOf(name: string): object {
  const instance = openRuntimeStore({ root }).paths(name);
  return {
    _InstanceChrootDir: instance.chroot,
    _InstanceKVMRuntime: instance.ganetiRuntime,
    _InstanceKvmdMonitor: instance.kvmd,
    _InstanceMonitor: instance.monitor,
    _InstanceNICDir: instance.nics,
    _InstanceNICFile: join(instance.nics, '3'),
    _InstancePidFile: instance.pidFile,
    _InstanceQemuGuestAgentMonitor: instance.guestAgent,
    _InstanceQmpMonitor: instance.qmp,
    _InstanceSerial: instance.serial,
    _InstanceShutdownMonitor: instance.shutdownMarker,
    _InstanceUidFile: instance.uidFile,
  };
}
