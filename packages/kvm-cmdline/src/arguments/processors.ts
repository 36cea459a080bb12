import { argument, type Argument } from '../argument.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { renderOptions } from '../option-string.ts';

export function processorArguments({ beparams, hvparams }: InstanceSpec): Argument[] {
  const topology = {
    cores: orQemusChoice(hvparams.cpu_cores),
    threads: orQemusChoice(hvparams.cpu_threads),
    sockets: orQemusChoice(hvparams.cpu_sockets),
  };
  return [argument('-smp', renderOptions(String(beparams.vcpus), topology), 'beparams.vcpus')];
}

/** The value is QEMU's own list: a model, then features (`host,+vmx,-svm`). */
export function processorTypeArguments({ hvparams }: InstanceSpec): Argument[] {
  return hvparams.cpu_type === '' ? [] : [argument('-cpu', hvparams.cpu_type, 'hvparams.cpu_type')];
}

/** Ganeti's 0 leaves a part of the topology to QEMU. */
function orQemusChoice(count: number): number | undefined {
  return count === 0 ? undefined : count;
}
