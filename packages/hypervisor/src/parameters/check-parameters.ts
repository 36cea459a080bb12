import {
  assessParameters as assess,
  askedOfHost,
  checkParameterSyntax as checkSyntax,
  defaultHvParams,
  validateParameters as validate,
  type ParameterAdvice,
} from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { collectHostFacts } from './host-facts.ts';

/** Hypervisor parameters as a caller gives them; Ganeti's defaults stand for what is left out. */
export type GivenParameters = Readonly<Record<string, unknown>>;

export function checkParameterSyntax(hvparams: GivenParameters): void {
  checkSyntax({ ...defaultHvParams, ...hvparams });
}

export function assessParameters(hvparams: GivenParameters): ParameterAdvice[] {
  return assess({ ...defaultHvParams, ...hvparams });
}

export async function validateParameters(
  { cacheDirectory }: HypervisorContext,
  hvparams: GivenParameters,
): Promise<void> {
  const all = { ...defaultHvParams, ...hvparams };
  const kvmPath: unknown = all.kvm_path;
  const questions = { ...askedOfHost(all), kvmPath: typeof kvmPath === 'string' ? kvmPath : '' };
  validate(all, await collectHostFacts(questions, cacheDirectory));
}
