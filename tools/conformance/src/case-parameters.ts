import { hvParameters, type HvParameter } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import type { ConformanceCase } from './conformance-case.ts';
import { placed } from './given-parameters.ts';
import { kvmSet } from './kvm-set.ts';

/** A hypervisor parameter as a case gives it. */
export function valueOf(hvparams: unknown, name: string): unknown {
  const given = v.safeParse(v.record(v.string(), v.unknown()), hvparams);
  return given.success ? given.output[name] : undefined;
}

/** The parameters whose value is of another type than theirs; null and the empty text are "not specified". */
export function mistyped(hvparams: unknown): string[] {
  return Object.entries<HvParameter>(hvParameters)
    .filter(([name, { type }]) => {
      const value = valueOf(hvparams, name) ?? '';
      if (value === '') return false;
      if (type === 'int') return !Number.isInteger(value);
      return typeof value !== (type === 'bool' ? 'boolean' : 'string');
    })
    .map(([name]) => name);
}

/** Whether the case says of a parameter that it is not specified. */
export function leavesOpen(hvparams: unknown, name: string): boolean {
  const value = valueOf(hvparams, name);
  return value === null || value === '';
}

export function isBetween(minimum: number, maximum: number, value: unknown): boolean {
  return typeof value === 'number' && value >= minimum && value <= maximum;
}

export function losesSomethingAsNumber(hvparams: unknown): boolean {
  return Object.entries<HvParameter>(hvParameters).some(([name, { type }]) => {
    const value = valueOf(hvparams, name);
    if (type !== 'int') return false;
    return typeof value === 'string'
      ? /\d_\d|[^\p{ASCII}]/u.test(value)
      : typeof value === 'number' && !Number.isInteger(value);
  });
}

export function setOf(asked: ConformanceCase): string {
  return kvmSet(asked, placed(valueOf(asked['hvparams'], 'kvm_path')));
}

export function setBefore5(asked: ConformanceCase): boolean {
  return /^[0-4]\./.test(setOf(asked));
}

export function usesIoUring({ hvparams }: ConformanceCase): boolean {
  return valueOf(hvparams, 'disk_aio') === 'io_uring';
}

const twoQemus = v.object({ env: v.object({ default_kvm: v.string() }) });

/** Ganeti's own path holds another QEMU than the one that runs. */
export function runsAnotherQemu(asked: ConformanceCase): boolean {
  const { success, output } = v.safeParse(twoQemus, asked);
  return success && output.env.default_kvm !== setOf(asked);
}
