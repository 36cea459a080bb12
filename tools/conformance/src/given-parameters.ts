import { defaultHvParams } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

/** What every case with hypervisor parameters may hold: Ganeti's defaults, with changes. */
const parametersCase = v.object({
  hvparams: v.optional(v.record(v.string(), v.unknown()), {}),
  hvparams_del: v.optional(v.array(v.string()), []),
});

/** Where the files of cases are said to lie; nothing looks there. */
const fixtures = '/fixtures';

/** The hypervisor parameters of a case. */
export function givenParameters(given: object): Readonly<Record<string, unknown>> {
  const { hvparams, hvparams_del: removed } = v.parse(parametersCase, given);
  const all = Object.entries({ ...defaultHvParams, ...hvparams });
  return Object.fromEntries(
    all.filter(([name]) => !removed.includes(name)).map(([name, value]) => [name, placed(value)]),
  );
}

function placed(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('@FIX@', fixtures) : value;
}
