import { argument, type Argument } from '../argument.ts';
import type { InstanceSpec } from '../instance-spec.ts';

/** The guest's end of the agent's channel. The ids are Ganeti's: device and channel share one. */
export function guestAgentArguments({ hvparams }: InstanceSpec): Argument[] {
  if (!hvparams.use_guest_agent) return [];
  return ['virtio-serial,id=qga0', 'virtserialport,chardev=qga0,name=org.qemu.guest_agent.0'].map((device) =>
    argument('-device', device, 'hvparams.use_guest_agent'),
  );
}
