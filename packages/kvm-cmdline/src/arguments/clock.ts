import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import type { InstanceSpec } from '../instance-spec.ts';

/** `-localtime` was all that there was before `-rtc` (0.12). */
export function clockArguments(
  { hvparams }: InstanceSpec,
  { commandLineOptions }: QemuCapabilities,
): Argument[] {
  if (!hvparams.use_localtime) return [];
  return 'rtc' in commandLineOptions
    ? [argument('-rtc', 'base=localtime', 'hvparams.use_localtime')]
    : [argument('-localtime', undefined, 'hvparams.use_localtime')];
}
