import {
  assessParameters as assess,
  askedOfHost,
  checkParameterSyntax as checkSyntax,
  defaultHvParams,
  validateParameters as validate,
  type ParameterAdvice,
} from '@kvmkit/kvm-cmdline';

import type { HypervisorContext } from '../context.ts';
import { QemuError } from '../errors.ts';

/** Hypervisor parameters as a caller gives them; Ganeti's defaults stand for what is left out. */
export type GivenParameters = Readonly<Record<string, unknown>>;

export function checkParameterSyntax(hvparams: GivenParameters): void {
  checkSyntax({ ...defaultHvParams, ...hvparams });
}

export function assessParameters(hvparams: GivenParameters): ParameterAdvice[] {
  return assess({ ...defaultHvParams, ...hvparams });
}

export async function validateParameters(
  { host }: HypervisorContext,
  hvparams: GivenParameters,
): Promise<void> {
  const all: GivenParameters = { ...defaultHvParams, ...hvparams };
  const kvmPath = all['kvm_path'];
  const [facts, capabilities] = await Promise.all([
    host.facts(askedOfHost(all)),
    typeof kvmPath === 'string' ? host.capabilities(kvmPath).catch(whenUnusable) : undefined,
  ]);
  validate(all, { ...facts, capabilities });
}

/** That the QEMU can not be asked is one problem among others. */
function whenUnusable(error: unknown): undefined {
  if (!(error instanceof QemuError)) throw error;
}
