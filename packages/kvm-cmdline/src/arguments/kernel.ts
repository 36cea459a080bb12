import { argument, type Argument } from '../argument.ts';
import type { InstanceSpec } from '../instance-spec.ts';

/** A kernel of the host's, started without any firmware's choice; a root and a console are told to it where there are. */
export function kernelArguments({ hvparams }: InstanceSpec): Argument[] {
  if (hvparams.kernel_path === '') return [];
  const root = hvparams.root_path === null || hvparams.root_path === '' ? [] : [`root=${hvparams.root_path}`];
  const args = hvparams.kernel_args === '' ? [] : [hvparams.kernel_args];
  const console = hvparams.serial_console ? [`console=ttyS0,${hvparams.serial_speed}`] : [];
  const append = [...root, ...args, ...console].join(' ');
  return [
    argument('-kernel', hvparams.kernel_path, 'hvparams.kernel_path'),
    ...(hvparams.initrd_path === ''
      ? []
      : [argument('-initrd', hvparams.initrd_path, 'hvparams.initrd_path')]),
    ...(append === '' ? [] : [argument('-append', append, 'hvparams.kernel_args')]),
  ];
}
